package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.spanstone.e2e.ui.LogsPage.HOSTILE;
import static io.spanstone.e2e.ui.LogsPage.LINES;
import static io.spanstone.e2e.ui.LogsPage.editor;
import static io.spanstone.e2e.ui.LogsPage.field;
import static io.spanstone.e2e.ui.LogsPage.lines;
import static io.spanstone.e2e.ui.LogsPage.toggle;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How log lines that were found are read: one by one, on and on, with those around them. */
@ExtendWith({RunningProduct.class, Chromium.class})
class LogReadingPageTest {
  private static final String SERVICE = "read";
  private static final String HERE = "/logs?service=" + SERVICE;

  private static final String ENDS_WITH =
      """
      (last) => {
        scrollTo(0, document.documentElement.scrollHeight);
        const line = [...document.querySelectorAll(".log")].at(-1);
        return Boolean(line?.textContent.includes(last))
          && line.getBoundingClientRect().top < innerHeight;
      }
      """;

  private static Traces.Sent order;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    order = LogsPage.send(product, SERVICE);
  }

  @Test
  void aLineShowsAllThatIsKnownOfIt(Product product, Tab tab) {
    tab.open(product, HERE + "&severity=error");
    toggle(tab, 0).click();

    Locator details = tab.page().locator(".log-details");
    assertThat(details.locator(".exception-type")).hasText("java.lang.IllegalStateException");
    assertThat(details.locator(".causes li"))
        .hasText(
            new String[] {
              "caused by shop.NetworkException: no answer",
              "caused by java.net.SocketTimeoutException: Read timed out"
            });
    assertThat(details.locator(".stack .foreign")).hasCount(2);
    assertThat(field(details, "tier")).containsText("gold");
    assertThat(field(details, "logger")).containsText("shop.Checkout");
    assertThat(field(details, "service.instance.id")).not().isVisible();
    details.getByText("Resource").click();
    assertThat(field(details, "service.instance.id")).containsText("a");

    assertThat(tab.page()).hasURL(Pattern.compile("&log=[\\w.-]+$"));
    tab.page().reload();
    assertThat(lines(tab)).hasCount(1);
    assertThat(details).hasCount(1);
  }

  @Test
  void aLineLeadsToItsTraceAndSpan(Product product, Tab tab) {
    tab.open(product, HERE + "&severity=error");
    toggle(tab, 0).click();
    tab.link("Its trace").click();

    assertThat(tab.page()).hasURL(Pattern.compile("/traces/" + order.traceId() + "\\?span=.*"));
    assertThat(tab.page().getByLabel("Span details").locator("h2")).hasText("POST /charges");
  }

  @Test
  void valuesBecomeColumns(Product product, Tab tab) {
    tab.open(product, HERE + "&severity=warn");
    toggle(tab, 0).click();
    Locator tier = field(tab.page().locator(".log-details"), "tier");
    tier.hover();
    tier.getByTitle("Show tier as a column").click();

    assertThat(tab.page().locator(".log-head-name")).hasText("tier");
    assertThat(lines(tab).locator(".log-column")).hasText("silver");
    assertThat(tab.page()).hasURL(Pattern.compile("column=tier"));
    tab.page().locator(".log-head button").click();
    assertThat(tab.page().locator(".log-column")).hasCount(0);
  }

  @Test
  void olderLinesComeWhenTheEndIsInSightAndOnlyThoseInSightAreDrawn(Product product, Tab tab)
      throws IOException, InterruptedException {
    tab.open(product, HERE);
    Locator reach = tab.page().locator(".continuation");
    assertThat(reach).containsText("200 lines, newest first.");
    tab.page().evaluate("scrollTo(0, document.documentElement.scrollHeight)");

    assertThat(reach).containsText(LINES + " lines, newest first. These are all.");
    scrollToTheEnd(tab, "Received order 325");
    assertThat(tab.page().getByText("Received order 325")).isInViewport();
    assertThat(tab.page().getByText("Charge declined")).hasCount(0);
    assertThat(lines(tab).count()).isLessThan(250);
    tab.page().evaluate("scrollTo(0, 0)");
    assertThat(tab.page().getByText("Charge declined")).isInViewport();
  }

  @Test
  void olderLinesComeAlsoWhenTheBrowserTellsLateWhatIsInSight(Product product, Tab tab) {
    tab.page()
        .addInitScript(
            """
            window.IntersectionObserver = class extends IntersectionObserver {
              constructor(tell, options) {
                const seen = [];
                super((changes) => {
                  if (seen.length === 0) setTimeout(() => tell(seen.splice(0)), 1000);
                  seen.push(...changes);
                }, options);
              }
            };
            """);
    tab.open(product, HERE);
    Locator reach = tab.page().locator(".continuation");
    assertThat(reach).containsText("200 lines, newest first.");
    tab.page().evaluate("scrollTo(0, document.documentElement.scrollHeight)");

    assertThat(reach).containsText(LINES + " lines, newest first. These are all.");
  }

  @Test
  void theLinesAroundOneAreShown(Product product, Tab tab)
      throws IOException, InterruptedException {
    tab.open(product, HERE + "&query=%22order%20100%22");
    toggle(tab, 0).click();
    tab.link("Lines around this one").click();

    assertThat(lines(tab)).hasCount(51);
    Locator marked = tab.page().locator(".log[data-marked=true]");
    assertThat(marked).containsText("Received order 100");
    assertThat(marked).isInViewport();
    assertThat(lines(tab).first()).containsText("Received order 125");
    tab.button("More lines after").click();
    assertThat(tab.page()).hasURL(Pattern.compile("after=100"));
    scrollToTheEnd(tab, "Received order 0");
    assertThat(lines(tab).last()).containsText("Received order 0");
    tab.button("Back to the search").click();
    assertThat(lines(tab)).hasCount(1);
  }

  @Test
  void aLineIsCopiedAsJsonAndAsALink(Product product, Tab tab) {
    tab.profile().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    tab.open(product, HERE + "&severity=fatal");
    toggle(tab, 0).click();
    tab.button("Copy as JSON").click();
    assertThat(tab.button("Copy as JSON")).hasAttribute("title", "Copied");
    assertThat(clipboard(tab)).contains("\"body\": \"Shutting down\"", "\"severity\": \"FATAL\"");
    tab.button("Copy a link to this line").click();
    assertThat(tab.button("Copy a link to this line")).hasAttribute("title", "Copied");

    tab.page().navigate(clipboard(tab));
    assertThat(tab.page().locator(".log[data-marked=true]")).containsText("Shutting down");
  }

  @Test
  void linesAreReadWithTheKeyboard(Product product, Tab tab) {
    tab.open(product, HERE);
    toggle(tab, 0).focus();
    tab.page().keyboard().press("ArrowDown");
    tab.page().keyboard().press("ArrowDown");
    assertThat(toggle(tab, 2)).isFocused();
    tab.page().keyboard().press("Enter");
    assertThat(lines(tab).nth(2)).hasAttribute("data-open", "true");
    assertThat(toggle(tab, 2)).hasAttribute("aria-expanded", "true");

    tab.page().keyboard().press("/");
    assertThat(editor(tab)).isFocused();
    assertThat(editor(tab)).hasValue("");
  }

  @Test
  void markupInLinesStaysText(Product product, Tab tab) {
    tab.open(product, HERE + "&severity=debug&query=bold");
    toggle(tab, 0).click();

    assertThat(lines(tab).locator(".log-message")).hasText(HOSTILE);
    assertThat(tab.page().locator(".log-body")).hasText(HOSTILE);
    assertThat(tab.page().locator("main img, main b")).hasCount(0);
  }

  @Test
  void linesFitOnANarrowScreen(Product product, Tab tab) {
    tab.page().setViewportSize(390, 844);
    tab.open(product, HERE + "&severity=error&column=tier");
    toggle(tab, 0).click();
    tab.button("Fields").click();

    assertThat(tab.page().locator(".field-list")).isVisible();
    assertThat(tab.page().locator(".log-details .stack")).isVisible();
    assertThat((int) tab.page().evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
  }

  /** Scrolls until the page, which lines that come make longer, ends with that text. */
  private static void scrollToTheEnd(Tab tab, String last)
      throws IOException, InterruptedException {
    Await.until(() -> Optional.of(tab.page().evaluate(ENDS_WITH, last)), ends -> ends.equals(true));
  }

  private static String clipboard(Tab tab) {
    return (String) tab.page().evaluate("navigator.clipboard.readText()");
  }
}
