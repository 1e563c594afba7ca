package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class ExplorePageTest {
  private static final String POOLS = "jvm_memory_used_bytes{instance=\"explored\"}";

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    JvmMetrics.send(product, "explored", "explored");
  }

  @Test
  void aMetricOfTheListBeginsAQuery(Product product, Tab tab) {
    tab.open(product, "/explore");
    tab.field("Filter metrics").fill("explored gc dur");
    Locator metric = tab.page().locator(".metric-browser li");
    assertThat(metric)
        .hasText(Pattern.compile("explored_gc_duration_seconds.*histogram · seconds"));
    metric.locator("button").click();

    assertThat(editor(tab, "A"))
        .hasValue("histogram_quantile(0.95, sum(rate(explored_gc_duration_seconds[5m])))");
    assertThat(tab.page().locator(".legend-value").first())
        .hasText(Pattern.compile("(9\\.\\d+|10\\.?\\d*) ms"));
  }

  @Test
  void namesLabelsAndValuesAreCompletedWhileTyping(Product product, Tab tab) {
    tab.open(product, "/explore");
    Locator editor = editor(tab, "A");
    editor.pressSequentially("jvm_memory_used_by");
    Locator offered = tab.page().locator(".completions li[aria-selected=true]");
    assertThat(offered).containsText("jvm_memory_used_bytes");
    editor.press("Enter");
    editor.pressSequentially("{inst");
    assertThat(offered).hasText("instance");
    editor.press("Tab");
    assertThat(editor).hasValue("jvm_memory_used_bytes{instance=\"\"");
    editor.pressSequentially("explo");
    assertThat(offered).hasText("explored");
    editor.press("Enter");
    editor.press("End");
    editor.pressSequentially("}");
    editor.press("Enter");

    assertThat(tab.page().locator(".legend li:not(.legend-head)")).hasCount(2);
    assertThat(editor).hasValue(POOLS);
    editor.press("Control+z");
    assertThat(editor).not().hasValue(POOLS);
  }

  @Test
  void functionsComeWithTheirParentheses(Product product, Tab tab) {
    tab.open(product, "/explore");
    Locator editor = editor(tab, "A");
    editor.press("Control+Space");
    assertThat(tab.page().locator(".completions")).containsText("jvm_class_count");
    editor.pressSequentially("histogram_qu");
    assertThat(tab.page().locator(".completions")).containsText("(quantile, v)");
    editor.press("Enter");

    assertThat(editor).hasValue("histogram_quantile()");
    editor.pressSequentially("0.9");
    assertThat(editor).hasValue("histogram_quantile(0.9)");
  }

  @Test
  void aFaultIsMarkedWhereItIs(Product product, Tab tab) {
    tab.expectFailedLoads();
    tab.open(product, "/explore?expr=" + encoded("sum(rate(jvm_class_count))"));

    assertThat(tab.page().locator(".query-paint [data-fault=true]")).hasText("jvm_class_count");
    assertThat(tab.page().locator(".query-fault"))
        .containsText("10argument 1 of rate must be a range vector");
    assertThat(tab.page().locator(".query-fault-hint")).containsText("[5m]");
    assertThat(editor(tab, "A")).hasAttribute("aria-invalid", "true");
  }

  @Test
  void severalQueriesAreDrawnAndSwitchedOff(Product product, Tab tab) {
    tab.open(product, "/explore?expr=" + encoded(POOLS));
    Locator names = tab.page().locator(".legend-label");
    assertThat(names).hasText(new String[] {"G1 Eden Space", "G1 Old Gen"});
    tab.button("Add a query").click();
    editor(tab, "B").fill("sum(" + POOLS + ")");
    editor(tab, "B").press("Escape");
    editor(tab, "B").press("Enter");
    assertThat(names).hasCount(3);
    tab.button("Query A on or off").click();

    assertThat(names).hasText(new String[] {"B · sum(" + POOLS + ")"});
    assertThat(tab.page()).hasURL(Pattern.compile("&off=A$"));
    tab.page().reload();
    assertThat(names).hasCount(1);
    assertThat(editor(tab, "A")).hasValue(POOLS);
  }

  @Test
  void aSeriesHiddenInTheLegendStaysHidden(Product product, Tab tab) {
    tab.open(product, "/explore?expr=" + encoded(POOLS));
    Locator old = tab.page().locator(".legend button").last();
    old.click();
    assertThat(tab.page()).hasURL(Pattern.compile("&hide=\\w+$"));
    tab.page().reload();

    assertThat(old).hasAttribute("aria-pressed", "false");
    assertThat(tab.page().locator(".legend button").first()).hasAttribute("aria-pressed", "true");
  }

  @Test
  void theTableShowsTheLastValues(Product product, Tab tab) {
    tab.open(product, "/explore?expr=" + encoded(POOLS));
    tab.button("Table").click();

    Locator rows = tab.page().locator(".result-table tbody tr");
    assertThat(rows).hasCount(2);
    assertThat(rows.first()).containsText("G1 Old Gen");
    assertThat(rows.first().locator(".numeric")).hasText("128 MiB");
    assertThat(tab.page()).hasURL(Pattern.compile("view=table$"));
  }

  @Test
  void histogramsAreExplained(Product product, Tab tab) {
    tab.open(product, "/explore?expr=explored_gc_duration_seconds");
    Locator offer = tab.page().locator(".explore-hint button").first();
    assertThat(offer)
        .hasText("histogram_quantile(0.95, sum(rate(explored_gc_duration_seconds[5m])))");
    offer.click();

    assertThat(tab.page().locator(".explore-hint")).hasCount(0);
    assertThat(tab.page().locator(".legend-value").first())
        .hasText(Pattern.compile("(9\\.\\d+|10\\.?\\d*) ms"));
  }

  @Test
  void aQueryThatFindsNothingSaysWhatToDo(Product product, Tab tab) {
    tab.open(product, "/explore?expr=no_such_metric");

    assertThat(tab.page().locator(".empty h2")).hasText("The query finds nothing in this time");
    tab.page().locator(".empty").getByText("Browse metrics").click();
    assertThat(tab.page().locator(".metric-browser")).isVisible();
  }

  private static Locator editor(Tab tab, String letter) {
    return tab.page().locator("textarea[aria-label='Query " + letter + "']");
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
