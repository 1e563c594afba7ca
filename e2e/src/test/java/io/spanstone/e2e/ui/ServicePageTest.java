package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class ServicePageTest {
  /** Whether anything is drawn on a canvas. */
  private static final String PAINTED =
      """
      (canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.some((byte) => byte !== 0);
      }
      """;

  private static ServiceCalls.Sent calls;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    calls = ServiceCalls.send(product, "charted");
  }

  @Test
  void chartsShowWhatWasCalled(Product product, Tab tab) throws Exception {
    tab.open(product, page());

    assertThat(values(tab, "Rate", "Rate").first()).hasText("0.3/s");
    awaitPainted(panel(tab, "Latency"));
    asTable(tab, "Rate");
    assertThat(panel(tab, "Rate").locator("tbody td").filter(text("0.3/s"))).not().hasCount(0);
    asTable(tab, "Errors");
    assertThat(panel(tab, "Errors").locator("tbody td").filter(text("33.3 %"))).hasCount(5);
    asTable(tab, "Latency");
    Locator slowest = panel(tab, "Latency").locator("tr").filter(text("900 ms"));
    assertThat(slowest.locator("td")).hasText(new String[] {"20 ms", "900 ms", "900 ms", "900 ms"});
  }

  @Test
  void pointingAtOneChartReadsAllOfThem(Product product, Tab tab) {
    tab.open(product, page());
    assertThat(values(tab, "Rate", "Rate").first()).hasText("0.3/s");
    Pointer.at(overlay(tab, "Rate"), 0.6, 0.5);

    assertThat(panel(tab, "Rate").locator(".chart-tip")).containsText("0.3/s");
    assertThat(tab.page().locator(".chart-cross")).hasCount(3);
    assertThat(tab.page().locator(".chart-tip")).hasCount(1);
    tab.heading().hover();
    assertThat(tab.page().locator(".chart-cross")).hasCount(0);
  }

  @Test
  void draggingOverAChartSetsTheTimeRangeAndBackReturns(Product product, Tab tab) {
    tab.open(product, "/services/charted?range=15m");
    assertThat(values(tab, "Rate", "Rate").first()).hasText(Pattern.compile("/s$"));
    Pointer.at(overlay(tab, "Latency"), 0.5, 0.9);
    tab.page().mouse().down();
    Pointer.at(overlay(tab, "Latency"), 0.7, 0.9);
    assertThat(panel(tab, "Latency").locator(".chart-selection")).isVisible();
    tab.page().mouse().up();

    assertThat(tab.page()).hasURL(Pattern.compile("\\?start=20.*&end=20"));
    assertThat(tab.page().getByTitle("Time range")).not().hasText("Last 15 minutes");
    assertThat(values(tab, "Rate", "Rate").first()).hasText("0.3/s");
    tab.page().goBack();
    assertThat(tab.page()).hasURL(Pattern.compile("range=15m$"));
    assertThat(tab.page().getByTitle("Time range")).hasText("Last 15 minutes");
  }

  @Test
  void anExemplarOpensItsTrace(Product product, Tab tab) {
    tab.open(product, page());
    Locator exemplar = tab.link("POST /orders: Slow call, 900 ms");
    exemplar.hover();
    assertThat(tab.page().locator(".exemplar-tip")).containsText("POST /orders");
    assertThat(tab.page().locator(".exemplar[data-failed=true]")).not().hasCount(0);

    exemplar.click();

    assertThat(tab.page()).hasURL(Pattern.compile("/traces/" + calls.slowestTrace() + "\\?"));
    assertThat(tab.heading()).containsText("POST /orders");
  }

  @Test
  void versionsAndOperationsAreCompared(Product product, Tab tab) {
    tab.open(product, page());
    tab.button("By version").click();
    Locator legend = tab.page().locator(".shared-legend .legend li");
    assertThat(legend).hasText(new Pattern[] {Pattern.compile("1\\.0"), Pattern.compile("1\\.1")});
    tab.button("By operation").click();
    tab.page().locator(".segments").getByText("p50").click();

    assertThat(tab.page()).hasURL(Pattern.compile("groupBy=operation&quantile=p50$"));
    tab.page().reload();
    assertThat(legend.first()).containsText("GET /items");
    asTable(tab, "Latency, p50");
    assertThat(panel(tab, "Latency, p50").locator("thead th"))
        .hasText(new String[] {"Time", "GET /items", "POST /orders"});
    assertThat(panel(tab, "Latency, p50").locator("tbody td").filter(text("80 ms")).first())
        .isVisible();
  }

  @Test
  void aSeriesIsHiddenAndShownByItsName(Product product, Tab tab) {
    tab.open(product, page());
    Locator p99 = panel(tab, "Latency").locator(".legend button").filter(text("p99"));
    p99.click();
    assertThat(p99).hasAttribute("aria-pressed", "false");
    asTable(tab, "Latency");
    assertThat(panel(tab, "Latency").locator("thead th"))
        .hasText(new String[] {"Time", "p50", "p90", "p95"});
  }

  @Test
  void operationsLeadToTheirTracesAndToTheirCharts(Product product, Tab tab) {
    tab.open(product, page());
    Locator orders = tab.page().locator(".data-table tbody tr").filter(text("POST /orders"));
    orders.getByTitle("Show in the charts").click();
    assertThat(tab.page()).hasURL(Pattern.compile("operation=POST\\+%2Forders"));
    assertThat(values(tab, "Rate", "Rate").first()).hasText("0.1/s");
    tab.button("Show all operations").click();
    assertThat(values(tab, "Rate", "Rate").first()).hasText("0.3/s");

    orders.getByTitle("Errors").click();

    assertThat(tab.field("Status")).hasValue("error");
    assertThat(tab.page().locator(".trace-row")).hasCount(5);
  }

  @Test
  void slowCallsAreOneClickAway(Product product, Tab tab) {
    tab.open(product, page());
    tab.page().locator(".trace-links").getByText("Slow traces").click();

    assertThat(tab.page())
        .hasURL(Pattern.compile("/traces\\?.*service=charted&minDuration=\\d+ms"));
    assertThat(tab.page().locator(".trace-row").first()).isVisible();
  }

  @Test
  void refreshingDoesNotBlankTheCharts(Product product, Tab tab) throws Exception {
    tab.open(product, page());
    assertThat(values(tab, "Rate", "Rate").first()).hasText("0.3/s");
    Locator canvas = panel(tab, "Rate").locator("canvas");
    canvas.evaluate("canvas => { canvas.dataset.kept = 'yes'; }");

    tab.button("Refresh").click();
    tab.page().waitForResponse(Pattern.compile("/api/v1/red"), () -> tab.button("Refresh").click());

    assertThat(canvas).hasAttribute("data-kept", "yes");
    awaitPainted(panel(tab, "Rate"));
    assertThat(tab.page().locator(".chart-waiting")).hasCount(0);
  }

  @Test
  void chartsAreGoneWhenThePageIsLeft(Product product, Tab tab) throws Exception {
    tab.open(product, page());
    assertThat(values(tab, "Rate", "Rate").first()).hasText("0.3/s");
    awaitChartsAlive(tab, 3);
    tab.link("Traces").first().click();
    assertThat(tab.heading()).hasText("Traces");

    awaitChartsAlive(tab, 0);
  }

  @Test
  void theServiceListShowsHowFiguresWent(Product product, Tab tab) {
    tab.open(product, "/services?range=1h");
    Locator row = tab.page().locator("tbody tr").filter(text("charted"));

    assertThat(row.locator(".sparkline")).hasCount(3);
  }

  /** The time of the calls, and no more. */
  private static String page() {
    return "/services/charted?start=" + calls.start() + "&end=" + calls.end();
  }

  /** Charts are made, and ended, a little after their part of the page. */
  private static void awaitChartsAlive(Tab tab, int count) throws Exception {
    Await.until(
        () ->
            Optional.of(
                tab.page()
                    .evaluate(
                        "import('chart.js')"
                            + ".then(({ Chart }) => Object.keys(Chart.instances).length)")),
        alive -> alive.equals(count));
  }

  private static Locator panel(Tab tab, String title) {
    return tab.page().locator(".chart-panel[aria-label='" + title + "']");
  }

  private static Locator overlay(Tab tab, String title) {
    return panel(tab, title).locator(".chart-overlay");
  }

  private static Locator values(Tab tab, String title, String series) {
    return panel(tab, title).locator(".legend li").filter(text(series)).locator(".legend-value");
  }

  private static void asTable(Tab tab, String title) {
    panel(tab, title).getByTitle("Show as a table").click();
  }

  private static Locator.FilterOptions text(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** A canvas is drawn on a little after what stands around it. */
  private static void awaitPainted(Locator panel) throws Exception {
    Await.until(
        () -> Optional.of(panel.locator("canvas").evaluate(PAINTED)),
        painted -> painted.equals(true));
  }
}
