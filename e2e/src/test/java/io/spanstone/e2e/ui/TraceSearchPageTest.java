package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class TraceSearchPageTest {
  private static final int MANY = 25;
  private static Traces.Sent order;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    order = Traces.failedOrder(product, "-search");
    Traces.failedOrders(product, "-many", MANY);
  }

  @Test
  void conditionsAreCompletedAppliedAndSurviveReload(Product product, Tab tab) {
    tab.open(product, "/traces");
    tab.field("Service").fill("payments-sea");
    tab.page().locator(".options li").first().click();
    tab.field("Operation").fill("POST /charges");
    tab.field("Operation").press("Enter");
    tab.field("Kind").selectOption("server");
    tab.field("Status").selectOption("error");
    tab.field("Longer than").fill("300ms");
    tab.field("Longer than").press("Enter");
    tab.field("Attribute").fill("备注=加急订单");
    tab.field("Attribute").press("Enter");
    assertOneRow(tab);

    tab.page().reload();

    assertThat(tab.field("Service")).hasValue("payments-search");
    assertThat(tab.field("Operation")).hasValue("POST /charges");
    assertThat(tab.field("Kind")).hasValue("server");
    assertThat(tab.field("Status")).hasValue("error");
    assertThat(tab.field("Longer than")).hasValue("300ms");
    assertThat(tab.page().locator(".chip")).hasText("备注:加急订单");
    assertOneRow(tab);
  }

  @Test
  void conditionsThatNothingMeetsSaySoAndCanBeCleared(Product product, Tab tab) {
    tab.open(product, "/traces?service=payments-search&maxDuration=1ms");

    assertThat(tab.page().locator(".empty h2")).hasText("No trace found");
    tab.page().locator(".empty").getByText("Clear all conditions").click();
    assertThat(tab.page().locator(".trace-row").first()).isVisible();
    assertThat(tab.page()).hasURL(Pattern.compile("/traces$"));
  }

  @Test
  void aConditionThatMakesNoSenseIsExplainedInPlace(Product product, Tab tab) {
    tab.open(product, "/traces");
    tab.field("Longer than").fill("fast");
    tab.field("Longer than").press("Enter");

    assertThat(tab.page().locator(".field-error").getByText("250ms, 10s, 1m")).isVisible();
    assertThat(tab.field("Longer than")).hasAttribute("aria-invalid", "true");
    assertThat(tab.page()).hasURL(Pattern.compile("/traces$"));
  }

  @Test
  void moreResultsAreLoadedByCursor(Product product, Tab tab) {
    tab.open(product, "/traces?service=payments-many&limit=20");
    Locator rows = tab.page().locator(".trace-row");
    assertThat(rows).hasCount(20);

    tab.button("Load more").click();

    assertThat(rows).hasCount(MANY);
    assertThat(tab.button("Load more")).hasCount(0);
  }

  @Test
  void aDotOfThePictureOpensItsTrace(Product product, Tab tab) {
    tab.open(product, "/traces?service=payments-search");
    Locator dots = tab.page().locator(".dot");
    assertThat(dots).hasCount(1);
    assertThat(dots).hasAttribute("data-error", "true");
    dots.click();

    assertThat(tab.page()).hasURL(Pattern.compile("/traces/" + order.traceId()));
  }

  @Test
  void aPastedTraceIdLeadsToTheTrace(Product product, Tab tab) {
    tab.open(product, "/traces");
    Locator jump = tab.field("Open by trace id");
    jump.fill("not an id");
    jump.press("Enter");
    assertThat(tab.page().getByText("A trace id has 32 hexadecimal digits.")).isVisible();

    jump.fill(" " + order.traceId().toUpperCase(Locale.ROOT));
    jump.press("Enter");

    assertThat(tab.heading()).containsText("POST /orders");
  }

  @Test
  void backAndForwardGoThroughTheConditions(Product product, Tab tab) {
    tab.open(product, "/traces?service=payments-search");
    tab.field("Status").selectOption("ok");
    assertThat(tab.page().locator(".empty")).isVisible();

    tab.page().goBack();
    assertOneRow(tab);
    tab.page().goForward();
    assertThat(tab.page().locator(".empty")).isVisible();
  }

  private static void assertOneRow(Tab tab) {
    assertThat(tab.page().locator(".trace-row")).hasCount(1);
    assertThat(tab.page().locator(".trace-row .trace-operation")).hasText("POST /orders");
    assertThat(tab.page().locator(".trace-row .duration-text")).hasText("400 ms");
  }
}
