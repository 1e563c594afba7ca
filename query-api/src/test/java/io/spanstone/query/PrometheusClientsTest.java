package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave before they are answered, and such as only ask the next question early. */
@TestInstance(Lifecycle.PER_CLASS)
class PrometheusClientsTest {
  private static final String API = "/prometheus/api/v1/";

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.alone();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "reset"})
  void aClientThatLeavesCancelsItsQuery(String how) throws IOException {
    String slow = "sum_over_time(quantile_over_time(0.5,vector(1)%5B1000s:10ms%5D)%5B1000s:1s%5D)";
    String before = cancelled();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client
          .getOutputStream()
          .write(
              ("GET " + API + "query?query=" + slow + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      awaitRunning(1);
      if (how.equals("reset")) {
        client.setSoLinger(true, 0);
      }
    }

    awaitRunning(0);
    assertThat(cancelled()).isNotEqualTo(before);
  }

  @Test
  void theNextRequestOfAConnectionCancelsNothing() throws IOException {
    String request = "GET %squery?query=%s HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n\r\n";
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String slow = "sum_over_time(vector(1)%5B1000s:1ms%5D)";
      client.getOutputStream().write(bytes(request.formatted(API, slow, "keep-alive")));
      client.getOutputStream().write(bytes(request.formatted(API, "2", "close")));

      String both = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(both.split("HTTP/1.1 200", -1)).hasSize(3);
      assertThat(both).contains("\"1000000\"").contains("\"2\"");
    }
  }

  private void awaitRunning(int queries) {
    String gauge = "spanstone_query_promql_running{lane=\"small\"} " + queries;
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!server.get("/metrics").text().contains(gauge)) {
      assertThat(System.nanoTime()).as("time to wait for " + gauge).isLessThan(deadline);
    }
  }

  private String cancelled() {
    return server
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.contains("queries_seconds_count") && line.contains("canceled"))
        .findFirst()
        .orElse("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
