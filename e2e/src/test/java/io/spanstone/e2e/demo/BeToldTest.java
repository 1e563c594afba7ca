package io.spanstone.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.e2e.Readme;
import io.spanstone.testkit.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of alerts, typed beside the whole demo shop. */
@Tag("full")
class BeToldTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REQUESTS_PER_SECOND = 10;
  private static final Duration FIRES_WITHIN = Duration.ofMinutes(2);

  /** As long as the rule looks back, and a few evaluations. */
  private static final Duration CALM = Duration.ofSeconds(100);

  @BeforeAll
  static void needsCurl() {
    Tools.require("curl");
  }

  @Test
  void oneRuleOneFaultOneAlert(@TempDir Path data) throws Exception {
    List<String> commands = Readme.commands("Be told");
    assertThat(commands).hasSize(3);
    try (RunningShop shop = new RunningShop(data, REQUESTS_PER_SECOND)) {
      assertThat(shop.run(commands.get(0))).contains("\"id\"");
      Instant calmUntil = Instant.now().plus(CALM);
      while (Instant.now().isBefore(calmUntil)) {
        assertThat(firing(shop, commands)).as("without the fault").isEmpty();
        TimeUnit.SECONDS.sleep(1);
      }

      shop.run(commands.get(1));

      Instant deadline = Instant.now().plus(FIRES_WITHIN);
      while (firing(shop, commands).isEmpty() && Instant.now().isBefore(deadline)) {
        TimeUnit.SECONDS.sleep(1);
      }
      assertThat(firing(shop, commands))
          .anySatisfy(
              alert -> {
                assertThat(alert.get("name").asText()).isEqualTo("CallsFail");
                assertThat(alert.at("/annotations/summary").asText())
                    .matches("\\d+(\\.\\d+)?% of the calls of (payment|order|gateway) fail");
              });
    }
  }

  private static List<JsonNode> firing(RunningShop shop, List<String> commands) throws Exception {
    List<JsonNode> firing = new ArrayList<>();
    JSON.readTree(shop.run(commands.get(2))).get("alerts").forEach(firing::add);
    return firing;
  }
}
