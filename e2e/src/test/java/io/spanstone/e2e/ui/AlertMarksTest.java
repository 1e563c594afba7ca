package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.RequestOptions;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When alerts fired, on charts. */
@ExtendWith({RunningProduct.class, Chromium.class})
class AlertMarksTest {
  private static final String EXPR =
      "label_replace(vector(7), \"service_name\", \"page-marks\", \"\", \"\")";

  @Test
  void firingStandsOnTheChartsThatItIsAboutAndLeadsToTheAlert(Product product, Tab tab)
      throws IOException, InterruptedException {
    APIResponse rule = fires(product, tab);

    tab.open(product, "/services/page-marks");
    Locator flags = tab.page().locator(".alert-flag");
    assertThat(flags).hasCount(3);
    assertThat(tab.page().locator(".alert-band")).hasCount(3);
    flags.first().hover();
    assertThat(tab.page().locator(".alert-tip")).containsText("MarkedAlert");
    assertThat(tab.page().locator(".alert-tip")).containsText("it is 7");

    tab.button("1 alert").click();
    assertThat(flags).hasCount(0);
    assertThat(tab.page()).hasURL(Pattern.compile("alerts=off"));
    tab.button("Alerts").click();
    flags.first().click();
    assertThat(tab.page()).hasURL(Pattern.compile("/alerts/history\\?.*alertId="));
    assertThat(tab.page().locator(".history-entry").first()).containsText("MarkedAlert");

    tab.open(product, "/explore?expr=" + URLEncoder.encode(EXPR, StandardCharsets.UTF_8));
    assertThat(flags).hasCount(1);
    tab.open(product, "/explore?expr=vector(1)");
    assertThat(tab.page().locator(".explore-chart")).hasCount(1);
    assertThat(flags).hasCount(0);

    ends(product, tab, rule);
    tab.open(product, "/services/page-marks");
    assertThat(tab.page().locator(".alert-band[data-ended=true]")).hasCount(3);
  }

  private static APIResponse fires(Product product, Tab tab)
      throws IOException, InterruptedException {
    String json =
        """
        {"name":"MarkedAlert","expr":"%s > 5","interval":"5s","severity":"warning",
         "annotations":{"summary":"it is {{ $value }}"}}
        """
            .formatted(EXPR.replace("\"", "\\\""));
    APIResponse rule =
        tab.page()
            .request()
            .post(
                product.url("/api/v1/alert-rules").toString(),
                RequestOptions.create()
                    .setHeader("Content-Type", "application/json")
                    .setData(json));
    assertThat(rule.status()).as(rule.text()).isEqualTo(201);
    Await.until(
        () -> product.find("/api/v1/alerts?state=firing"),
        (JsonNode answer) -> answer.toString().contains("MarkedAlert"));
    // Charts show what is in the history, where it is found a little later.
    Await.until(
        () -> product.find("/api/v1/alerts/history?name=MarkedAlert"),
        (JsonNode answer) -> answer.get("alerts").size() > 0);
    return rule;
  }

  private static void ends(Product product, Tab tab, APIResponse rule)
      throws IOException, InterruptedException {
    APIResponse deleted =
        tab.page()
            .request()
            .delete(
                product.url(rule.headers().get("location")).toString(),
                RequestOptions.create().setHeader("If-Match", rule.headers().get("etag")));
    assertThat(deleted.status()).isEqualTo(204);
    Await.until(
        () -> product.find("/api/v1/alerts/history?kind=resolved&name=MarkedAlert"),
        (JsonNode answer) -> answer.get("alerts").size() > 0);
  }
}
