package io.spanstone.demo;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShopPlanTest {

  @Test
  void namesThePortThatAnotherProcessHolds() throws Exception {
    try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int stock = held.getLocalPort();
      DemoOptions options =
          new DemoOptions(
              Path.of("a.jar"), Path.of("data"), true, false, true, "127.0.0.1", stock - 1, 10);

      assertThatIOException()
          .isThrownBy(() -> ShopPlan.of(options).requirePorts(options))
          .withMessageContaining(String.valueOf(stock))
          .withMessageContaining("SPANSTONE_DEMO_PORT_BASE")
          .withMessageEndingWith("now " + (stock - 1));
    }
  }
}
