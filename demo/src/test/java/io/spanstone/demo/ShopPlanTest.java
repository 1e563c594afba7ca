package io.spanstone.demo;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopPlanTest {

  @Test
  void namesThePortThatAnotherProcessHolds() throws Exception {
    try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int stock = held.getLocalPort();
      DemoOptions options =
          new DemoOptions(
              Path.of("a.jar"),
              Path.of("data"),
              true,
              false,
              true,
              "127.0.0.1",
              stock - 1,
              10,
              Map.of());

      assertThatIOException()
          .isThrownBy(() -> ShopPlan.of(options).requirePorts(options))
          .withMessageContaining(String.valueOf(stock))
          .withMessageContaining("SPANSTONE_DEMO_PORT_BASE")
          .withMessageEndingWith("now " + (stock - 1));
    }
  }

  @Test
  void namesTheSettingsOfPortsThatOthersWillListenOn() {
    DemoOptions options =
        DemoOptions.parse(
            List.of(
                "--small",
                "--agent",
                "a.jar",
                "--data",
                "data",
                "--promised",
                "SPANSTONE_HTTP_PORT=8083,SPANSTONE_OTLP_GRPC_PORT=4317"),
            Map.of());

    assertThatIOException()
        .isThrownBy(() -> ShopPlan.of(options).requirePorts(options))
        .withMessage(
            "SPANSTONE_HTTP_PORT is 8083, which the demo needs too; set it to another port, or"
                + " SPANSTONE_DEMO_PORT_BASE to the first of nine free ports in a row, now 8081");
  }
}
