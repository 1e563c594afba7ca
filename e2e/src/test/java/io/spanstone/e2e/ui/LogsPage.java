package io.spanstone.e2e.ui;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Log lines of a service for the page of logs to show, and what that page has. */
final class LogsPage {
  static final int LINES = 330;
  static final String HOSTILE = "<img src=x onerror=alert(1)> & <b>bold</b>";

  private LogsPage() {}

  /** Sends them, and returns the trace that the one of severity error is of. */
  static Traces.Sent send(Product product, String service)
      throws IOException, InterruptedException {
    Traces.Sent order = Traces.failedOrder(product, "-" + service);
    Instant now = Instant.now();
    LogLines lines = new LogLines(service);
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
    return order;
  }

  static Locator lines(Tab tab) {
    return tab.page().locator(".log");
  }

  static Locator toggle(Tab tab, int place) {
    return tab.page().locator(".log-toggle").nth(place);
  }

  static Locator editor(Tab tab) {
    return tab.page().locator("textarea[aria-label='Log query']");
  }

  static Locator level(Tab tab, String name) {
    return tab.page()
        .getByLabel("Levels")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  static Locator field(Locator details, String name) {
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
}
