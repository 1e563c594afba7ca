package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollectorLinkTest {

  private static final Duration NO_GRACE = Duration.ZERO;
  private static final Duration LONG_GRACE = Duration.ofMinutes(10);

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void isSilentWhileTheCollectorIsThere() throws IOException {
    try (ServerSocket collector = listenOn(0)) {
      CollectorLink link = link(collector.getLocalPort(), NO_GRACE);

      assertThat(link.awaitReachable()).isTrue();
      assertThat(link.awaitReachable()).isTrue();
      assertThat(lines).isEmpty();
    }
  }

  @Test
  void tellsOfEachChangeOnce() throws IOException {
    int port = unusedPort();
    CollectorLink link = link(port, NO_GRACE);
    assertThat(link.awaitReachable()).isFalse();
    assertThat(link.awaitReachable()).isFalse();
    try (ServerSocket collector = listenOn(port)) {
      assertThat(collector.isBound()).isTrue();
      assertThat(link.awaitReachable()).isTrue();
      assertThat(link.awaitReachable()).isTrue();
    }
    assertThat(link.isStillReachable()).isFalse();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("not reachable at http://127.0.0.1:" + port);
    assertThat(lines.get(1)).contains("again");
    assertThat(lines.get(2)).contains("not reachable");
  }

  @Test
  void makesExportsWaitForACollectorThatMayComeBack() throws Exception {
    int port = unusedPort();
    CollectorLink link = link(port, LONG_GRACE);
    CompletableFuture<Boolean> export = CompletableFuture.supplyAsync(link::awaitReachable);
    while (lines.isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(export).isNotDone();
    try (ServerSocket collector = listenOn(port)) {
      assertThat(collector.isBound()).isTrue();
      assertThat(export.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void letsNothingWaitOnceTheServiceStops() throws Exception {
    CollectorLink link = link(unusedPort(), LONG_GRACE);
    CompletableResultCode underWay = link.begin();
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(link::awaitReachable);

    link.stop();

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(underWay.isDone()).isTrue();
    assertThat(underWay.isSuccess()).isFalse();
    assertThat(link.awaitReachable()).isFalse();
  }

  @Test
  void letsTheLastExportsPassWhileTheServiceStops() throws IOException {
    try (ServerSocket collector = listenOn(0)) {
      CollectorLink link = link(collector.getLocalPort(), LONG_GRACE);
      CompletableResultCode underWay = link.begin();

      link.stop();

      assertThat(underWay.isDone()).isFalse();
      assertThat(link.awaitReachable()).isTrue();
    }
  }

  @Test
  void namesAHostThatDoesNotExist() {
    URI nowhere = URI.create("http://spanstone.invalid:4317");

    assertThat(new CollectorLink(nowhere, NO_GRACE, lines::add).awaitReachable()).isFalse();
    assertThat(lines).hasSize(1).first().asString().contains("unknown host spanstone.invalid");
  }

  private CollectorLink link(int port, Duration grace) {
    return new CollectorLink(URI.create("http://127.0.0.1:" + port), grace, lines::add);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = listenOn(0)) {
      return socket.getLocalPort();
    }
  }

  private static ServerSocket listenOn(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }
}
