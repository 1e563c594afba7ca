package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class TracePageTest {
  private static final int MANY = 10_000;
  private static Traces.Sent order;
  private static Traces.Sent large;

  @BeforeAll
  static void send(Product product) throws IOException, InterruptedException {
    order = Traces.failedOrder(product, "-trace");
    large = Traces.large(product, MANY);
  }

  @Test
  void showsTheSpansAsATreeOverTime(Product product, Tab tab) {
    tab.open(product, path(order));

    assertThat(tab.page().locator(".row-name"))
        .hasText(
            new String[] {
              "POST /orders", "SELECT shop.basket", "POST", "POST /charges", "early", "send receipt"
            });
    assertThat(row(tab, "early")).hasAttribute("aria-level", "4");
    assertThat(row(tab, "SELECT shop.basket").locator(".bar-label")).hasText("12.5 ms");
    assertThat(tab.page().locator(".oddities"))
        .hasText(
            "1 span names a parent that was not received."
                + " 1 span begins before its parent: their clocks differ.");
    assertThat(tab.page().locator(".summary-counts")).containsText("6 spans2 errors3 services");
  }

  @Test
  void aSpanIsShownByItsLink(Product product, Tab tab) {
    tab.open(product, path(order) + "?span=" + order.failedId());

    Locator details = tab.page().getByLabel("Span details");
    assertThat(details.locator("h2")).hasText("POST /charges");
    assertThat(details.locator(".details-error")).hasText("card network timed out");
    assertThat(details.locator(".facts")).containsText(order.failedId());
    assertThat(details.locator(".facts")).containsText("payments-trace-1");
    assertThat(details.locator(".exception-type")).hasText("java.net.SocketTimeoutException");
    assertThat(details.locator(".stack .frame")).hasCount(1);

    details.getByTitle("Find traces with 备注:加急订单").click();
    assertThat(tab.page().locator(".chip")).hasText("备注:加急订单");
    assertThat(tab.page().locator(".trace-row")).hasCount(1);
  }

  @Test
  void linksAndParentsLeadToTheirSpans(Product product, Tab tab) {
    tab.open(product, path(order) + "?span=" + order.failedId());
    Locator details = tab.page().getByLabel("Span details");

    details.getByText(order.traceId()).click();
    assertThat(details.locator("h2")).hasText("SELECT shop.basket");
    details.locator("button.link").click();
    assertThat(details.locator("h2")).hasText("POST /orders");
  }

  @Test
  void theTreeIsWalkedWithTheKeyboard(Product product, Tab tab) {
    tab.open(product, path(order));
    Locator tree = tab.page().getByLabel("Spans of the trace");
    tree.focus();

    press(tree, "ArrowDown", "ArrowDown", "ArrowDown");
    assertThat(selected(tab)).hasText("POST");
    press(tree, "ArrowLeft");
    assertThat(tab.page().locator(".row")).hasCount(4);
    assertThat(row(tab, "POST")).hasAttribute("aria-expanded", "false");
    press(tree, "ArrowRight", "ArrowRight");
    assertThat(selected(tab)).hasText("POST /charges");
    press(tree, "ArrowLeft", "ArrowLeft");
    assertThat(selected(tab)).hasText("POST");
    press(tree, "+");
    assertThat(tab.page()).hasURL(Pattern.compile("[?&]zoom=\\d+-\\d+"));
    press(tree, "-");
    assertThat(tab.page()).not().hasURL(Pattern.compile("zoom="));
    press(tree, "Enter");
    assertThat(tab.page().getByLabel("Span details")).isFocused();
    tab.page().keyboard().press("Escape");
    assertThat(tree).isFocused();
    assertThat(selected(tab)).hasCount(0);
  }

  @Test
  void spansAreFoundByTheirText(Product product, Tab tab) {
    tab.open(product, path(order));
    tab.field("Find in trace").fill("post /");
    assertThat(tab.page().locator(".find-outcome")).hasText("2 hits");
    assertThat(tab.page().locator(".row[data-hit=true]")).hasCount(2);

    tab.field("Find in trace").press("Enter");
    tab.field("Find in trace").press("Enter");

    assertThat(tab.page().locator(".find-outcome")).hasText("2 of 2");
    assertThat(selected(tab)).hasText("POST /charges");
    assertThat(tab.page()).hasURL(Pattern.compile("find=post\\+%2F&span=" + order.failedId()));
  }

  @Test
  void aStretchOfTimeIsEnlargedByDragging(Product product, Tab tab) {
    tab.open(product, path(order));
    assertThat(row(tab, "POST /orders")).isVisible();
    var minimap = tab.page().locator(".minimap").boundingBox();
    double y = minimap.y + minimap.height / 2;
    tab.page().mouse().move(minimap.x + minimap.width / 4, y);
    tab.page().mouse().down();
    tab.page().mouse().move(minimap.x + minimap.width / 2, y);
    tab.page().mouse().up();

    assertThat(tab.page()).hasURL(Pattern.compile("zoom=\\d+-\\d+"));
    assertThat(row(tab, "SELECT shop.basket").locator(".bar-outside")).hasCount(1);
    tab.button("Whole trace").click();
    assertThat(row(tab, "SELECT shop.basket").locator(".bar")).isVisible();
  }

  @Test
  void theTraceIsDownloadedAsJsonAndAsOtlp(Product product, Tab tab) throws IOException {
    tab.open(product, path(order));

    Download json = tab.page().waitForDownload(() -> tab.button("JSON").click());
    assertThat(Files.readString(json.path())).contains(order.failedId());
    Download otlp = tab.page().waitForDownload(() -> tab.button("OTLP").click());
    assertThat(otlp.suggestedFilename()).isEqualTo("trace-" + order.traceId() + ".otlp.pb");
    assertThat(TracesData.parseFrom(Files.readAllBytes(otlp.path())).toString())
        .contains("card network timed out");
  }

  @Test
  void anUnknownTraceCanBeAskedForAgain(Product product, Tab tab) {
    tab.expectFailedLoads();
    tab.open(product, "/traces/" + "ab".repeat(16));

    assertThat(tab.page().locator(".empty")).containsText("ab".repeat(16));
    assertThat(tab.button("Retry")).isVisible();
  }

  @Test
  void ofTenThousandSpansOnlyThoseInSightAreDrawn(Product product, Tab tab) {
    tab.open(product, path(large));
    Locator tree = tab.page().getByLabel("Spans of the trace");
    assertThat(row(tab, "climb")).isVisible();
    assertThat(tab.page().locator(".row").count()).isLessThan(100);

    tree.press("End");

    assertThat(row(tab, "rung " + (MANY - 1))).isVisible();
    assertThat(tab.page().locator(".row").count()).isLessThan(100);
    assertThat(tab.page()).hasURL(Pattern.compile("span=\\w{16}$"));
    tab.page().reload();
    assertThat(row(tab, "rung " + (MANY - 1))).isVisible();
    tab.button("Collapse all").click();
    assertThat(tab.page().locator(".row-hidden")).hasText("+9,999");
  }

  @Test
  void everyStepOfScrollingShowsTheRightRows(Product product, Tab tab) {
    tab.open(product, path(large));
    assertThat(row(tab, "climb")).isVisible();

    for (int place : List.of(40, 400, 4_000, 9_990, 7, 5_000)) {
      tab.page().locator(".rows").evaluate("(rows, y) => rows.scrollTo(0, y)", place * 28);
      assertThat(tab.page().locator("#span-row-" + place)).isInViewport();
    }
  }

  private static String path(Traces.Sent trace) {
    return "/traces/" + trace.traceId();
  }

  private static Locator row(Tab tab, String name) {
    Locator exactly = tab.page().getByText(name, new Page.GetByTextOptions().setExact(true));
    return tab.page().locator(".row").filter(new Locator.FilterOptions().setHas(exactly));
  }

  private static Locator selected(Tab tab) {
    return tab.page().locator(".row[aria-selected=true] .row-name");
  }

  private static void press(Locator target, String... keys) {
    for (String key : keys) {
      target.press(key);
    }
  }
}
