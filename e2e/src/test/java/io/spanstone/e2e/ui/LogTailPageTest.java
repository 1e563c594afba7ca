package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RunningProduct.class, Chromium.class})
class LogTailPageTest {
  private static final String DROPPED = "event: dropped\ndata: {\"count\":1234}\n\n";

  @Test
  void linesShowAsTheyComeAndWaitWhilePaused(Product product, Tab tab)
      throws IOException, InterruptedException {
    LogLines lines = new LogLines("tailed");
    tab.open(product, "/logs/tail?service=tailed&query=order");
    assertThat(status(tab)).hasText("Live");
    lines.add(Instant.now(), "INFO", "order 1").add(Instant.now(), "INFO", "other").send(product);
    assertThat(shown(tab)).hasCount(1);
    assertThat(shown(tab).locator("mark")).hasText("order");

    tab.button("Pause").click();
    assertThat(status(tab)).hasText("Paused");
    lines.add(Instant.now(), "WARN", "order 2").add(Instant.now(), "INFO", "order 3").send(product);
    assertThat(tab.button("Resume, 2 waiting")).isVisible();
    assertThat(shown(tab)).hasCount(1);

    tab.button("Resume, 2 waiting").click();
    assertThat(shown(tab)).hasCount(3);
    assertThat(shown(tab).last()).isInViewport();
    tab.button("Clear").click();
    assertThat(shown(tab)).hasCount(0);
  }

  @Test
  void itFollowsUntilOneLooksFurtherUp(Product product, Tab tab)
      throws IOException, InterruptedException {
    LogLines lines = new LogLines("scrolled");
    tab.open(product, "/logs/tail?service=scrolled");
    assertThat(status(tab)).hasText("Live");
    for (int i = 0; i < 1200; i++) {
      lines.add(Instant.ofEpochMilli(1_700_000_000_000L + i), "INFO", "step " + i + " done");
    }
    lines.send(product);
    assertThat(shown(tab).last()).containsText("step 1199 done");
    assertThat(shown(tab).last()).isInViewport();
    assertThat(shown(tab)).hasCount(1000);

    tab.page().locator(".tail-lines").hover();
    tab.page().mouse().wheel(0, -400);
    assertThat(status(tab)).hasText("Paused");
    lines.add(Instant.now(), "INFO", "the newest").send(product);
    assertThat(tab.page().locator(".tail-newest")).hasText("1 new line");
    tab.page().locator(".tail-newest").click();
    assertThat(tab.page().getByText("the newest")).isInViewport();
    assertThat(status(tab)).hasText("Live");
  }

  @Test
  void whatTheServerLeftOutAndLossesAreTold(Product product, Tab tab) {
    tab.page()
        .route(
            "**/api/v1/logs/tail**",
            route ->
                route.fulfill(
                    new FulfillOptions()
                        .setStatus(200)
                        .setContentType("text/event-stream")
                        .setBody(": open\n\n" + DROPPED)));
    tab.open(product, "/logs/tail?service=none");
    Locator notices = tab.page().locator(".tail-notices");
    assertThat(notices).containsText("1,234 lines came too fast and were left out.");
    assertThat(status(tab)).hasText("Reconnecting");

    tab.page().unroute("**/api/v1/logs/tail**");
    tab.page()
        .locator(".tail-notices")
        .getByText(Pattern.compile("The connection was lost \\d+ time"))
        .waitFor();
    assertThat(status(tab)).hasText("Live");
  }

  @Test
  void aFaultyQueryIsNotFollowed(Product product, Tab tab) {
    tab.expectFailedLoads();
    tab.open(product, "/logs/tail?query=severity:loud");

    assertThat(tab.page().locator(".query-fault")).containsText("10");
    assertThat(status(tab)).hasText("Not following");
  }

  private static Locator shown(Tab tab) {
    return tab.page().locator(".log");
  }

  private static Locator status(Tab tab) {
    return tab.page().locator(".tail-status");
  }
}
