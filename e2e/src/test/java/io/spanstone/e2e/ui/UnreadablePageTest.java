package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.RequestOptions;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored and cannot be read, in the browser. */
@ExtendWith({RunningProduct.class, Chromium.class})
class UnreadablePageTest {
  @ParameterizedTest
  @CsvSource({
    "/dashboards, dashboards, dashboard",
    "/alerts/rules, alert-rules, alert-rule",
    "/alerts/slos, slos, slo",
    "/alerts/notifiers, notifiers, notifier",
    "/alerts/silences, silences, silence",
  })
  void isNamedAboveItsListAndDeleted(
      String page, String list, String kind, Product product, Tab tab)
      throws IOException, InterruptedException {
    String document = "/spanstone-documents/_doc/" + kind + ":of-a-hand?refresh=true";
    APIResponse stored =
        tab.page()
            .request()
            .put(
                product.elasticsearch().resolve(document).toString(),
                RequestOptions.create()
                    .setHeader("Content-Type", "application/json")
                    .setData("{\"kind\":\"" + kind + "\"}"));
    assertThat(stored.status()).as(stored.text()).isEqualTo(201);
    Await.until(() -> product.find("/api/v1/" + list), answer -> answer.has("unreadable"));

    tab.open(product, page);
    Locator warning = tab.page().locator(".unreadable");
    assertThat(warning.locator("h2")).hasText("“of-a-hand” is stored, but cannot be read");
    assertThat(warning.locator(".problem-detail")).not().isEmpty();
    tab.button("中文").click();
    assertThat(warning.locator("h2")).hasText("“of-a-hand” 已存储，但无法读取");
    tab.button("English").click();
    warning.locator(".remove-button").click();
    tab.button("Delete what is stored").click();
    assertThat(warning).hasCount(0);
    Await.until(() -> product.find("/api/v1/" + list), answer -> !answer.has("unreadable"));
  }
}
