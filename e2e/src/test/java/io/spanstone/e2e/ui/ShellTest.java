package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class ShellTest {
  private static Traces.Sent order;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    order = Traces.failedOrder(product, "-shell");
  }

  @Test
  void everyPageAnswersWhenOpenedDirectlyOnNarrowAndWideScreensInBothLanguagesAndColours(
      Product product, Tab tab) {
    for (String path : pages()) {
      tab.page().setViewportSize(400, 860);
      tab.page().emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      assertThat(tab.open(product, path)).as(path).isEqualTo(200);
      assertThat(tab.heading()).isVisible();
      assertThat(tab.heading()).not().hasText("Not found");
      assertThat(tab.page().locator(".skeleton")).hasCount(0);
      assertThat((int) tab.page().evaluate("document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(400);
      tab.page().setViewportSize(1440, 900);
      tab.button("中文").click();
      assertThat(tab.page().locator("html")).hasAttribute("lang", "zh");
      tab.page().emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertThat(tab.page().locator(".skeleton")).hasCount(0);
      tab.button("English").click();
      assertThat(tab.page().locator("html")).hasAttribute("lang", "en");
    }
  }

  @Test
  void aPageLoadsItsOwnModulesOnly(Product product, Tab tab) {
    tab.open(product, "/status");
    assertThat(tab.heading()).hasText("Status");
    assertThat(modules(tab))
        .isNotEmpty()
        .hasSizeLessThan(60)
        .noneMatch(url -> url.contains("/app/map/"));

    tab.navigation("Map").click();
    assertThat(tab.heading()).hasText("Map");
    assertThat(modules(tab)).anyMatch(url -> url.contains("/app/map/"));
  }

  @Test
  void navigationFoldsOnNarrowScreens(Product product, Tab tab) {
    tab.page().setViewportSize(400, 860);
    tab.open(product, "/services");
    assertThat(tab.navigation("Status")).not().isVisible();

    tab.button("Open navigation").click();
    tab.navigation("Status").click();

    assertThat(tab.heading()).hasText("Status");
    assertThat(tab.navigation("Services")).not().isVisible();
  }

  @Test
  void theTimeRangeIsInTheAddressAndGoesAlong(Product product, Tab tab) {
    tab.open(product, "/services");
    tab.page().getByTitle("Time range").click();
    tab.button("Last 6 hours").click();
    tab.field("Refresh by itself").selectOption("5s");
    tab.navigation("Traces").click();

    assertThat(tab.page()).hasURL(Pattern.compile("/traces\\?range=6h&refresh=5s$"));
    assertThat(tab.page().getByTitle("Time range")).hasText("Last 6 hours");
    tab.page().goBack();
    assertThat(tab.heading()).hasText("Services");
    assertThat(tab.page().getByTitle("Time range")).hasText("Last 6 hours");
  }

  @Test
  void aTimeOfTheDayCanBeChosen(Product product, Tab tab) {
    tab.open(product, "/traces");
    Locator choice = tab.page().getByTitle("Time range");
    choice.click();
    tab.field("From").fill("2026-01-02T03:00:30");
    tab.field("To").fill("2026-01-02T02:00:30");
    assertThat(tab.button("Apply")).isDisabled();
    tab.field("To").fill("2026-01-02T04:30:30");
    tab.button("Apply").click();

    assertThat(choice).hasText("Jan 2, 03:00 – 04:30");
    assertThat(tab.page()).hasURL(Pattern.compile("start=2026-01-0.*&end=2026-01-0"));
  }

  @Test
  void aTimeRangeThatIsNotUnderstoodIsSaid(Product product, Tab tab) {
    Locator faults = tab.page().locator(".range-faults");
    tab.open(product, "/services?range=2h");
    assertThat(faults).containsText("Shown: Last hour");
    assertThat(faults).containsText("range=2h is none of");
    assertThat(faults).containsText("range=15m, 1h, 6h, 24h, 7d; or start and end");

    tab.open(product, "/traces?range=6h&start=yesterday&from=now-1h");
    assertThat(faults).containsText("Shown: Last 6 hours");
    assertThat(faults).containsText("from=now-1h is not a parameter");
    assertThat(faults).containsText("start=yesterday is not a time");

    tab.open(product, "/map?start=2026-01-02T04:00:00Z&end=2026-01-02T03:00:00Z");
    assertThat(faults).containsText("end=2026-01-02T03:00:00Z is not after start");
    tab.page().getByTitle("Time range").click();
    tab.page().locator(".range-presets").getByText("Last hour").click();
    assertThat(faults).hasCount(0);
    assertThat(tab.page()).hasURL(Pattern.compile("/map$"));
  }

  @Test
  void escapeClosesThePanelAndGivesTheFocusBack(Product product, Tab tab) {
    tab.open(product, "/services");
    Locator choice = tab.page().getByTitle("Time range");
    choice.click();
    assertThat(tab.field("From")).isVisible();

    tab.page().keyboard().press("Escape");

    assertThat(tab.field("From")).hasCount(0);
    assertThat(choice).isFocused();
  }

  @Test
  void coloursAreChosenAndKept(Product product, Tab tab) {
    tab.open(product, "/services");
    Locator root = tab.page().locator("html");
    tab.button("Colours: as the system").click();
    assertThat(root).hasAttribute("data-theme", "light");
    tab.button("Colours: light").click();

    tab.page().reload();

    assertThat(root).hasAttribute("data-theme", "dark");
    assertThat((String) tab.page().evaluate("getComputedStyle(document.body).colorScheme"))
        .isEqualTo("dark");
  }

  @Test
  void theLanguageIsTheBrowsersUntilChosen(Product product, Tab tab) {
    tab.open(product, "/services");
    assertThat(tab.heading()).hasText("Services");
    tab.button("中文").click();
    assertThat(tab.heading()).hasText("服务");

    tab.page().reload();

    assertThat(tab.heading()).hasText("服务");
    assertThat(tab.page()).hasTitle("服务 · Spanstone");
  }

  @Test
  void anUnknownPageIsAnsweredWithinTheShell(Product product, Tab tab) {
    tab.expectFailedLoads();
    assertThat(tab.open(product, "/no/such/page")).isEqualTo(404);

    assertThat(tab.heading()).hasText("Not found");
    tab.link("See the services").click();
    assertThat(tab.heading()).hasText("Services");
  }

  @Test
  void pagesAreReachedByKeyboardAndAnnounceThemselves(Product product, Tab tab) {
    tab.open(product, "/services");
    assertThat(tab.heading()).hasText("Services");
    tab.page().keyboard().press("Tab");
    assertThat(tab.link("Skip to the contents")).isFocused();
    tab.navigation("Traces").focus();
    tab.page().keyboard().press("Enter");

    assertThat(tab.heading()).hasText("Traces");
    assertThat(tab.heading()).isFocused();
    assertThat(tab.page()).hasTitle("Traces · Spanstone");
  }

  @SuppressWarnings("unchecked") // what the script answers
  private static List<String> modules(Tab tab) {
    return (List<String>)
        tab.page()
            .evaluate(
                "performance.getEntriesByType('resource').map(({ name }) => name)"
                    + ".filter((url) => url.includes('/assets/app/'))");
  }

  private static List<String> pages() {
    return List.of(
        "/",
        "/services",
        "/services/orders-shell",
        "/services/orders-shell?groupBy=operation",
        "/services/orders-shell/jvm",
        "/instances",
        "/explore",
        "/explore?expr=up&metrics=1",
        "/dashboards",
        "/dashboards/new?add=up",
        "/logs",
        "/logs?fields=on&wrap=1&query=severity:info",
        "/logs/tail",
        "/logs/patterns",
        "/logs/exceptions",
        "/traces",
        "/alerts",
        "/alerts/history",
        "/alerts/rules",
        "/alerts/rules/new",
        "/alerts/slos",
        "/alerts/silences",
        "/alerts/notifiers",
        "/alerts/notifiers/new",
        "/traces/" + order.traceId(),
        "/traces/" + order.traceId() + "?span=" + order.failedId(),
        "/status");
  }
}
