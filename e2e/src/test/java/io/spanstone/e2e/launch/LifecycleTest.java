package io.spanstone.e2e.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.testkit.Tools;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code ./spanstone up} starts, fails to start, and stops. */
class LifecycleTest {
  private static final String READY = "Ctrl-C stops everything.";

  @TempDir Path data;

  @BeforeAll
  static void needsProcessGroups() {
    Tools.require("setsid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void stopsInGoodOrderOnASignalToItsGroup(String signal) throws Exception {
    try (Launch up = Launch.start(data, Map.of(), "up").awaitConsole(READY)) {
      assertStopsInGoodOrder(up, () -> up.signalGroup(signal));
    }
  }

  @Test
  void stopsInGoodOrderWhileItStarts() throws Exception {
    try (Launch up = Launch.start(data, Map.of(), "up").awaitConsole("starts")) {
      up.signalGroup("TERM");

      assertThat(up.awaitEnd()).isZero();
      assertThat(up.children()).isEmpty();
    }
  }

  @Test
  void leavesNothingBehindWhenItIsKilledAloneAndStopsOnASignalToItAlone() throws Exception {
    try (Launch up = Launch.start(data, Map.of(), "up").awaitConsole(READY)) {
      ProcessHandle elasticsearch = up.children().get(0);

      up.signal("KILL");

      elasticsearch.onExit().get(60, TimeUnit.SECONDS);
    }
    try (Launch again = Launch.start(data, Map.of(), "up").awaitConsole(READY)) {
      assertStopsInGoodOrder(again, () -> again.signal("TERM"));
    }
  }

  @Test
  void namesTheSettingOfEveryTakenPort() throws Exception {
    try (ServerSocket http = Launch.takePort();
        ServerSocket grpc = Launch.takePort();
        Launch up =
            Launch.start(
                data,
                Map.of(
                    "SPANSTONE_HTTP_PORT", Integer.toString(http.getLocalPort()),
                    "SPANSTONE_OTLP_GRPC_PORT", Integer.toString(grpc.getLocalPort())),
                "up")) {
      assertThat(up.awaitEnd()).isEqualTo(1);
      assertThat(up.console())
          .contains("port " + http.getLocalPort() + " of 127.0.0.1 is taken")
          .contains("set SPANSTONE_HTTP_PORT to another")
          .contains("port " + grpc.getLocalPort() + " of 127.0.0.1 is taken")
          .contains("set SPANSTONE_OTLP_GRPC_PORT to another");
    }
  }

  @Test
  void namesTheSettingOfElasticsearchsTakenPort() throws Exception {
    try (ServerSocket taken = Launch.takePort();
        Launch up =
            Launch.start(
                data, Map.of("SPANSTONE_ES_PORT", Integer.toString(taken.getLocalPort())), "up")) {
      assertThat(up.awaitEnd()).isEqualTo(1);
      assertThat(up.console())
          .contains("port " + taken.getLocalPort() + " of 127.0.0.1 is taken")
          .contains("set SPANSTONE_ES_PORT to another");
    }
  }

  @Test
  void refusesADataDirectoryInUse() throws Exception {
    try (Launch up = Launch.start(data, Map.of(), "up").awaitConsole("starts");
        Launch second = Launch.start(data, Map.of(), "up")) {
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.console())
          .contains(data + " is in use by the process with id " + up.handle().pid())
          .contains("set SPANSTONE_DATA to another");
    }
  }

  @Test
  void namesEveryWrongSettingAtOnce() throws Exception {
    Map<String, String> settings =
        Map.of("SPANSTONE_HTTP_PORT", "x", "SPANSTONE_RETENTION_LOG", "7d");

    try (Launch up = Launch.start(data, settings, "up")) {
      assertThat(up.awaitEnd()).isEqualTo(2);
      assertThat(up.console())
          .contains("  - SPANSTONE_HTTP_PORT=x (environment) must be a port")
          .contains("  - SPANSTONE_RETENTION_LOG (environment) is no setting; did you mean");
      assertThat(Files.exists(data.resolve("elasticsearch"))).isFalse();
    }
  }

  private interface Stop {
    void send() throws Exception;
  }

  private static void assertStopsInGoodOrder(Launch up, Stop signal) throws Exception {
    List<ProcessHandle> children = up.children();
    assertThat(children).as("Elasticsearch").hasSize(1);

    signal.send();

    assertThat(up.awaitEnd()).isZero();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(up.console()).endsWith("Stopping …\nStopped.\n");
  }
}
