package io.spanstone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

  @Test
  void haveDefaultsForAllButTheTwoPaths() {
    DemoOptions options =
        DemoOptions.parse(List.of("--agent", "/agent.jar", "--data", "/data"), Map.of());

    assertThat(options)
        .isEqualTo(
            new DemoOptions(
                Path.of("/agent.jar"),
                Path.of("/data"),
                false,
                false,
                false,
                "127.0.0.1",
                8081,
                10,
                Map.of()));
  }

  @Test
  void readFlagsAndTheEnvironment() {
    DemoOptions options =
        DemoOptions.parse(
            List.of("--small", "--agent", "/a", "--data", "/d", "--until-stdin-closes"),
            Map.of(
                "SPANSTONE_DEMO_PORT_BASE", "9000",
                "SPANSTONE_DEMO_RATE", "2.5",
                "SPANSTONE_BIND", "0.0.0.0"));

    assertThat(options)
        .isEqualTo(
            new DemoOptions(
                Path.of("/a"), Path.of("/d"), true, true, false, "0.0.0.0", 9000, 2.5, Map.of()));
  }

  @Test
  void nameEveryFaultAtOnce() {
    Map<String, String> environment =
        Map.of("SPANSTONE_DEMO_PORT_BASE", "80", "SPANSTONE_DEMO_RATE", "fast");

    assertThatThrownBy(() -> DemoOptions.parse(List.of("--agent"), environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--agent PATH is missing")
        .hasMessageContaining("--data PATH is missing")
        .hasMessageContaining("SPANSTONE_DEMO_PORT_BASE is 80")
        .hasMessageContaining("SPANSTONE_DEMO_RATE is fast");
  }
}
