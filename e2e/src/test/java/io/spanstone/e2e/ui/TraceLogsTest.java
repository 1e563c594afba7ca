package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class TraceLogsTest {
  private static final String SERVICE = "traced-logs";
  private static Traces.Sent order;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    order = Traces.failedOrder(product, "-with-logs");
    JsonNode trace = product.find("/api/v1/traces/" + order.traceId()).orElseThrow();
    long startNanos = Long.MAX_VALUE;
    for (JsonNode span : trace.get("spans")) {
      startNanos = Math.min(startNanos, span.get("startTimeUnixNano").asLong());
    }
    Instant start = Instant.ofEpochSecond(0, startNanos);
    String id = order.traceId();
    new LogLines(SERVICE)
        .add(start.plusMillis(50), "INFO", "received", "traceId", id, "spanId", order.rootId())
        .add(start.plusMillis(100), "WARN", "slow", "traceId", id, "spanId", order.failedId())
        .add(
            start.plusMillis(350),
            "ERROR",
            "charge <b>failed</b>",
            "traceId",
            id,
            "spanId",
            order.failedId(),
            "exception",
            LogLines.STACK)
        .add(start.plusMillis(200), "DEBUG", "of no span", "traceId", id)
        .add(start.plusMillis(200), "INFO", "of no trace")
        .send(product)
        .awaitStored(product);
  }

  @Test
  void logsStandOnTheTimeAxisAndLeadToTheirSpans(Product product, Tab tab) {
    tab.open(product, path());

    assertThat(tab.page().locator(".log-lane .rows-title")).hasText("4 logs");
    assertThat(tab.page().locator(".log-mark")).hasCount(4);
    Locator failed =
        tab.page().locator(".row").filter(new Locator.FilterOptions().setHasText("POST /charges"));
    assertThat(failed.locator(".log-tick")).hasCount(2);

    Locator mark = tab.page().locator(".log-mark[title$='Error charge <b>failed</b>']");
    assertThat(mark).hasAttribute("aria-label", Pattern.compile("\\+350 ms Error charge .*"));
    mark.click();
    Locator details = tab.page().getByLabel("Span details");
    assertThat(details.locator("h2")).hasText("POST /charges");
    assertThat(details.locator(".span-log a"))
        .hasText(new String[] {"slow", "charge <b>failed</b>"});
    assertThat(details.locator(".span-log .event-time").first()).hasText("+78 ms");
  }

  @Test
  void aLogOfASpanIsShownAsAWhole(Product product, Tab tab) {
    tab.open(product, path() + "?span=" + order.failedId());
    tab.page().locator(".span-log a").last().click();

    assertThat(tab.page().locator(".log-details .exception-type"))
        .hasText("java.lang.IllegalStateException");
    assertThat(tab.page().locator(".log[data-open=true] .log-line")).isInViewport();
    assertThat(tab.link("Lines around this one"))
        .hasAttribute("href", Pattern.compile("^/logs\\?start=.*&around="));
  }

  @Test
  void allLogsAreListedAndEachLeadsToItsSpan(Product product, Tab tab) {
    tab.open(product, path());
    tab.button("Logs 4").click();

    Locator lines = tab.page().locator(".log");
    assertThat(lines).hasCount(4);
    assertThat(lines.first().locator(".log-lead")).hasText("+50 msPOST /orders");
    assertThat(lines.nth(2).locator(".log-lead")).hasText("+200 ms");
    assertThat(tab.page().locator(".minimap")).hasCount(0);
    tab.page().reload();
    assertThat(lines).hasCount(4);

    tab.link("Search in these logs").click();
    assertThat(tab.page().locator(".chart-note")).hasText("4 lines");
    tab.page().goBack();
    lines.last().getByRole(AriaRole.BUTTON, named("POST /charges")).click();
    assertThat(tab.page().getByLabel("Span details").locator("h2")).hasText("POST /charges");
    assertThat(tab.page().locator(".row[aria-selected=true]")).isInViewport();
  }

  @Test
  void aTraceWithoutLogsSaysSo(Product product, Tab tab) throws IOException, InterruptedException {
    Traces.Sent silent = Traces.failedOrder(product, "-silent");
    tab.open(product, "/traces/" + silent.traceId() + "?view=logs");

    assertThat(tab.page().locator(".empty h2")).hasText("Nothing was logged in this trace");
    tab.button("Spans").click();
    assertThat(tab.page().locator(".row")).hasCount(6);
    assertThat(tab.page().locator(".log-lane")).hasCount(0);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private static String path() {
    return "/traces/" + order.traceId();
  }
}
