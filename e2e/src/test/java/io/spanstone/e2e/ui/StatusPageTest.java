package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class StatusPageTest {
  @Test
  void theAccountsBalanceAndFollowWhatComesIn(Product product, Tab tab)
      throws IOException, InterruptedException {
    Traces.failedOrder(product, "-status");
    tab.open(product, "/status");
    Locator received = tab.page().locator("tbody tr").first().locator("[data-label=Spans]");
    assertThat(received).hasText(Pattern.compile("^[1-9][\\d,]*$"));
    String before = received.textContent();

    Traces.failedOrder(product, "-status");

    assertThat(received).not().hasText(before);
    assertThat(tab.page().locator("tfoot .verdict[data-good=true]")).hasCount(6);
    assertThat(tab.page().locator(".figures dd").first()).hasText("up");
    assertThat(tab.page().locator(".status-storage .verdict")).containsText("are free on the disk");
    assertThat(tab.page().locator(".status-storage .note").first()).containsText("spanstone-");
  }
}
