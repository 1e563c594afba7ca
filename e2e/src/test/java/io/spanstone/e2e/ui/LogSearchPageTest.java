package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.spanstone.e2e.ui.LogsPage.LINES;
import static io.spanstone.e2e.ui.LogsPage.editor;
import static io.spanstone.e2e.ui.LogsPage.field;
import static io.spanstone.e2e.ui.LogsPage.level;
import static io.spanstone.e2e.ui.LogsPage.lines;
import static io.spanstone.e2e.ui.LogsPage.toggle;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How log lines are searched: by text, level, field, time. */
@ExtendWith({RunningProduct.class, Chromium.class})
class LogSearchPageTest {
  private static final String SERVICE = "searched";
  private static final String HERE = "/logs?service=" + SERVICE;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    LogsPage.send(product, SERVICE);
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
  void thePageOfAServiceCountsItsErrorLogsAndLeadsToThem(Product product, Tab tab) {
    tab.open(product, "/services/" + SERVICE);
    Locator count = tab.page().locator(".figures a");
    assertThat(count).hasText("2");
    count.click();

    assertThat(lines(tab)).hasCount(2);
    assertThat(tab.page().locator(".chip-text")).hasText("service:" + SERVICE);
  }
}
