package io.spanstone.e2e.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product that has nothing yet, in indices of its own beside those of another. */
@ExtendWith({RunningProduct.class, Chromium.class})
class FirstSpanTest {
  @Test
  void theEmptyPageShowsHowToBeginAndTurnsIntoDataByItself(
      Product other, @TempDir Path data, Tab tab) throws IOException, InterruptedException {
    Map<String, String> empty =
        Map.of(
            "SPANSTONE_ES_URL", other.elasticsearch().toString(),
            "SPANSTONE_INDEX_PREFIX", "nothing_yet",
            "SPANSTONE_INDEX_REPLICAS", "0");
    try (Product product = Product.start(data, List.of("up"), empty)) {
      tab.profile().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      tab.open(product, "/");

      Locator commands = tab.page().locator(".command code");
      assertThat(commands)
          .hasText(
              new String[] {
                "curl -O " + product.url("/agent/spanstone-javaagent.jar"),
                "java -javaagent:spanstone-javaagent.jar -Dotel.service.name=my-service"
                    + " -jar my-service.jar"
              });
      tab.button("Copy the command").first().click();
      Await.until(
          () -> Optional.of(tab.page().evaluate("navigator.clipboard.readText()")),
          commands.first().textContent()::equals);

      Traces.failedOrder(product, "");

      assertThat(tab.heading()).hasText("Services");
      assertThat(tab.page()).hasURL(Pattern.compile("/services$"));
      assertThat(tab.link("payments")).isVisible();
    }
  }
}
