package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class LogsPageTest {
  private static final String SERVICE = "logged";
  private static final String HERE = "/logs?service=" + SERVICE;
  private static final int LINES = 330;
  private static final String HOSTILE = "<img src=x onerror=alert(1)> & <b>bold</b>";
  private static Traces.Sent order;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    order = Traces.failedOrder(product, "-logs");
    Instant now = Instant.now();
    LogLines lines = new LogLines(SERVICE);
    for (int i = 0; i < LINES - 4; i++) {
      Instant time = now.minus(Duration.ofSeconds(60 + 2 * i));
      String tier = i % 3 == 0 ? "gold" : "plain";
      lines.add(time, "INFO", "Received order " + i, "tier", tier, "http.route", "/orders/{id}");
    }
    lines.add(
        now.minusSeconds(31),
        "ERROR",
        "Charge declined by the network",
        "traceId",
        order.traceId(),
        "spanId",
        order.failedId(),
        "tier",
        "gold",
        "exception",
        LogLines.STACK);
    lines.add(now.minusSeconds(32), "WARN", "订单超时了，稍后重试", "tier", "silver");
    lines.add(now.minusSeconds(33), "DEBUG", HOSTILE, "tier", "a \"b\" c");
    lines.add(now.minusSeconds(34), "FATAL", "Shutting down");
    lines.send(product).awaitStored(product);
  }

  @Test
  void linesAreFoundCountedAndMarked(Product product, Tab tab) {
    tab.open(product, HERE + "&query=order%20OR%20declined");

    assertThat(lines(tab).first()).containsText("Charge declined by the network");
    assertThat(lines(tab).first().locator("mark")).hasText("declined");
    assertThat(lines(tab).nth(1).locator("mark")).hasText("order");
    assertThat(tab.page().locator(".chart-note")).hasText("327 lines");
    assertThat(level(tab, "Error")).hasText("Error1");
    assertThat(level(tab, "Info")).hasText("Info326");
  }

  @Test
  void hanIsFoundAndMarkedWithinAText(Product product, Tab tab) {
    tab.open(product, HERE + "&query=超时");

    assertThat(lines(tab)).hasCount(1);
    assertThat(lines(tab).locator("mark")).hasText("超时");
  }

  @Test
  void levelsNarrowTheSearch(Product product, Tab tab) {
    tab.open(product, HERE);
    level(tab, "Warn").click();
    level(tab, "Fatal").click();

    assertThat(lines(tab)).hasCount(2);
    assertThat(level(tab, "Info")).hasText("Info326");
    assertThat(tab.page().locator(".chart-note")).hasText("2 lines");
    assertThat(tab.page()).hasURL(Pattern.compile("severity=fatal&severity=warn"));
    level(tab, "Warn").click();
    assertThat(lines(tab)).hasCount(1);
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
  void anyValueIsAddedToTheQueryOrLeftOut(Product product, Tab tab) {
    tab.open(product, HERE + "&severity=debug");
    toggle(tab, 0).click();
    Locator tier = field(tab.page().locator(".log-details"), "tier");
    tier.hover();
    tier.getByTitle("Only with").click();
    assertThat(editor(tab)).hasValue("tier:\"a \\\"b\\\" c\"");
    assertThat(lines(tab)).hasCount(1);
    assertThat(tier.getByTitle("Only with")).hasAttribute("aria-pressed", "true");

    tier.hover();
    tier.getByTitle("Without").click();
    assertThat(editor(tab)).hasValue("-tier:\"a \\\"b\\\" c\"");
    assertThat(tab.page().locator(".empty h2")).hasText("No log line found");
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
  void fieldsShowTheirMostFrequentValues(Product product, Tab tab) {
    tab.open(product, HERE);
    tab.field("Filter fields").fill("ti");
    Locator list = tab.page().locator(".field-list");
    list.getByText("tier", new Locator.GetByTextOptions().setExact(true)).click();
    Locator values = list.locator(".field-values li");
    assertThat(values.first()).hasText(Pattern.compile("plain217"));
    assertThat(values.nth(1)).hasText(Pattern.compile("gold110"));

    values.nth(1).hover();
    values.nth(1).getByTitle("Only with tier:gold").click();
    assertThat(editor(tab)).hasValue("tier:gold");
    assertThat(tab.page().locator(".chart-note")).hasText("110 lines");
  }

  @Test
  void namesAndValuesAreCompletedWhileTyping(Product product, Tab tab) {
    tab.open(product, HERE);
    editor(tab).click();
    editor(tab).pressSequentially("NOT http.ro");
    Locator offered = tab.page().locator(".completions li[aria-selected=true]");
    assertThat(offered).containsText("http.route");
    editor(tab).press("Enter");
    assertThat(offered).containsText("/orders/{id}");
    editor(tab).press("Tab");
    assertThat(editor(tab)).hasValue("NOT http.route:\"/orders/{id}\"");
    editor(tab).press("Enter");

    assertThat(lines(tab)).hasCount(4);
    assertThat(tab.page()).hasURL(Pattern.compile("query=NOT\\+http.route"));
  }

  @Test
  void examplesOfTheLanguageAreOneClickAway(Product product, Tab tab) {
    tab.open(product, HERE);
    tab.page().getByTitle("How to search").click();
    tab.page().locator(".syntax-help").getByText("severity:>=warn").click();

    assertThat(editor(tab)).hasValue("severity:>=warn");
    assertThat(lines(tab)).hasCount(3);
    assertThat(tab.page().locator(".syntax-help")).hasCount(0);
  }

  @Test
  void aFaultIsMarkedWhereItIs(Product product, Tab tab) {
    tab.expectFailedLoads();
    tab.open(product, HERE + "&query=tier:gold%20(order");

    assertThat(tab.page().locator(".query-paint [data-fault=true]")).hasText("(");
    assertThat(tab.page().locator(".query-fault")).containsText("11this parenthesis is not closed");
    assertThat(tab.page().locator(".query-fault-hint")).containsText("add a )");
    assertThat(tab.page().locator(".problem")).hasCount(0);
    editor(tab).fill("tier:gold");
    editor(tab).press("Escape");
    editor(tab).press("Enter");
    assertThat(tab.page().locator(".query-fault")).hasCount(0);
    assertThat(lines(tab).first()).isVisible();
  }

  @Test
  void draggingOverTheBarsAndPressingOneSetTheTime(Product product, Tab tab) {
    tab.open(product, HERE);
    assertThat(tab.page().locator(".chart-note")).hasText(LINES + " lines");
    Locator bars = tab.page().locator(".chart-overlay");
    Pointer.at(bars, 0.88, 0.5);
    tab.page().mouse().down();
    Pointer.at(bars, 0.99, 0.5);
    tab.page().mouse().up();
    assertThat(tab.page()).hasURL(Pattern.compile("start=.*&end="));
    assertThat(tab.page().locator(".chart-note"))
        .hasText(Pattern.compile("^(?!" + LINES + " )\\d+ lines$"));
    String dragged = tab.page().url();

    Pointer.at(bars, 0.5, 0.5);
    tab.page().mouse().down();
    tab.page().mouse().up();
    assertThat(tab.page()).not().hasURL(dragged);
    tab.page().goBack();
    assertThat(tab.page()).hasURL(dragged);
    tab.page().goBack();
    assertThat(tab.page().locator(".chart-note")).hasText(LINES + " lines");
  }

  @Test
  void olderLinesComeWhenTheEndIsInSightAndOnlyThoseInSightAreDrawn(Product product, Tab tab) {
    tab.open(product, HERE);
    Locator reach = tab.page().locator(".continuation");
    assertThat(reach).containsText("200 lines, newest first.");
    tab.page().evaluate("scrollTo(0, document.documentElement.scrollHeight)");

    assertThat(reach).containsText(LINES + " lines, newest first. These are all.");
    tab.page().evaluate("scrollTo(0, document.documentElement.scrollHeight)");
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
  void theLinesAroundOneAreShown(Product product, Tab tab) {
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
    tab.page().evaluate("scrollTo(0, document.documentElement.scrollHeight)");
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
  void whereNothingIsFoundItSaysWhatToDo(Product product, Tab tab) {
    tab.open(product, HERE + "&query=nosuchword");
    assertThat(tab.page().locator(".empty")).containsText("Loosen them");
    tab.button("Clear all conditions").click();
    assertThat(lines(tab).first()).isVisible();

    tab.open(product, "/logs?start=2001-01-01T00:00:00Z&end=2001-01-01T01:00:00Z");
    assertThat(tab.page().locator(".send-logs")).containsText("/v1/ingest/logs?service=");
    assertThat(tab.page().locator(".send-logs")).containsText("spanstone-javaagent.jar");
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

  @Test
  void thePageOfAServiceCountsItsErrorLogsAndLeadsToThem(Product product, Tab tab) {
    tab.open(product, "/services/" + SERVICE);
    Locator count = tab.page().locator(".figures a");
    assertThat(count).hasText("2");
    count.click();

    assertThat(lines(tab)).hasCount(2);
    assertThat(tab.page().locator(".chip-text")).hasText("service:" + SERVICE);
  }

  private static Locator lines(Tab tab) {
    return tab.page().locator(".log");
  }

  private static Locator toggle(Tab tab, int place) {
    return tab.page().locator(".log-toggle").nth(place);
  }

  private static Locator editor(Tab tab) {
    return tab.page().locator("textarea[aria-label='Log query']");
  }

  private static Locator level(Tab tab, String name) {
    return tab.page()
        .getByLabel("Levels")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  private static Locator field(Locator details, String name) {
    return details
        .locator(".attributes tr")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    details
                        .page()
                        .getByRole(
                            AriaRole.ROWHEADER,
                            new GetByRoleOptions()
                                .setName(name)
                                .setExact(true)
                                .setIncludeHidden(true))));
  }

  private static String clipboard(Tab tab) {
    return (String) tab.page().evaluate("navigator.clipboard.readText()");
  }
}
