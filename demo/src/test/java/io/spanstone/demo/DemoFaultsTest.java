package io.spanstone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faults of the demo's services, switched at each of them and on the page; and its end. */
class DemoFaultsTest {
  private static final int ORDER = 0;
  private static final int STOCK = 1;
  private static final int PAYMENT = 2;
  private static final int PAGE = 6;

  @TempDir private Path data;

  @Test
  void hasFaultsToSwitchAndLeavesNoServiceBehindWhenItIsKilled() throws Exception {
    try (RunningDemo demo =
        RunningDemo.start(data, Map.of("OTEL_SDK_DISABLED", "true", "SPANSTONE_DEMO_RATE", "1"))) {
      String payment = demo.url(PAYMENT);
      assertThat(demo.ask("PUT", payment + "/faults/failing-payment").body())
          .isEqualTo("{\"failing-payment\":true,\"slow-payment\":false}");
      assertThat(demo.ask("DELETE", payment + "/faults/failing-payment").body())
          .isEqualTo("{\"failing-payment\":false,\"slow-payment\":false}");
      assertThat(demo.ask("PUT", demo.url(STOCK) + "/faults/typo").statusCode()).isEqualTo(404);
      assertThat(demo.ask("GET", demo.url(STOCK) + "/faults").body())
          .isEqualTo("{\"slow-database\":false}");

      String page = demo.url(PAGE);
      assertThat(demo.ask("GET", page + "/").body()).contains("<title>Demo shop: faults</title>");
      assertThat(demo.ask("GET", page + "/load").body()).startsWith("load: ");
      assertThat(demo.ask("PUT", page + "/faults/slow-database").body())
          .contains("\"slow-database\",\"service\":\"stock\",\"state\":\"on\"");
      assertThat(demo.ask("GET", demo.url(STOCK) + "/faults").body())
          .isEqualTo("{\"slow-database\":true}");
      assertThat(demo.ask("PUT", page + "/faults/typo").statusCode()).isEqualTo(404);
      assertThat(demo.ask("POST", page + "/faults/dead-stock").statusCode()).isEqualTo(405);

      demo.ask("PUT", page + "/faults/dead-stock");
      assertThat(demo.ask("GET", page + "/faults").body())
          .contains("\"slow-database\",\"service\":\"stock\",\"state\":\"unknown\"")
          .contains("\"dead-stock\",\"service\":\"stock\",\"state\":\"on\"");
      assertThat(demo.ask("GET", demo.url(ORDER) + "/products").body()).contains("Oolong");
      demo.ask("DELETE", page + "/faults/dead-stock");
      RunningDemo.awaitTrue(
          () -> demo.services().stream().filter(ProcessHandle::isAlive).count() == 3);

      demo.launcher().destroyForcibly();

      assertThat(demo.isGone(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
