package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class LogExceptionsPageTest {
  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    LogLines lines = new LogLines("thrower");
    for (int i = 0; i < 3; i++) {
      lines.add(Instant.now(), "ERROR", "order " + i, "exception", LogLines.STACK);
    }
    String other = "shop.StockException: none left\n\tat shop.Stock.take(Stock.java:7)";
    lines.add(Instant.now(), "WARN", "no stock", "exception", other);
    lines.send(product).awaitStored(product);
    Await.until(
        () -> product.find("/api/v1/logs/exceptions?service=thrower"),
        exceptions -> exceptions.get("total").asInt() == 2);
  }

  @Test
  void exceptionsAreGroupedAndLeadToTheirLines(Product product, Tab tab) {
    tab.open(product, "/logs/exceptions?service=thrower");
    Locator rows = tab.page().locator(".patterns tbody tr");
    assertThat(rows).hasCount(2);
    Locator first = rows.first();
    assertThat(first.locator(".template"))
        .hasText("IllegalStateException caused by SocketTimeoutException in Channel.read");
    assertThat(first.locator("[data-column=count]")).hasText("3");
    assertThat(first.locator(".badge")).hasText("new");
    assertThat(first.locator(".pattern-example")).hasText("could not charge");
    assertThat(rows.nth(1).locator(".template")).hasText("StockException in Stock.take");

    first.getByRole(AriaRole.LINK).click();
    assertThat(tab.page()).hasURL(Pattern.compile("/logs\\?query=exceptionGroup%3A\\w{16}"));
    assertThat(tab.page().locator(".log")).hasCount(3);
  }

  @Test
  void exceptionsAreFilteredByTheirWords(Product product, Tab tab) {
    tab.open(product, "/logs/exceptions?service=thrower");
    tab.field("Filter exceptions").fill("sockettimeout");

    assertThat(tab.page().locator(".patterns tbody tr")).hasCount(1);
    tab.field("Filter exceptions").fill("nothing like this");
    assertThat(tab.page().locator(".empty h2")).hasText("No exception found");
  }
}
