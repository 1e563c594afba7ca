package io.spanstone.e2e.logging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live tails of the whole product, by readers that read and by one that does not. */
@ExtendWith(RunningProduct.class)
@Timeout(180)
class LiveTailTest {
  private static final int SMALL_RECEIVE_BUFFER = 4096;
  private static final int LINES = 500;
  private static final int REQUESTS = 16;
  private static final Duration SECONDS = Duration.ofSeconds(3);

  /** Rounds in which the machine may be too busy with others' work for that. */
  private static final int BUSY_ROUNDS = 4;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void whatMatchesIsThereWithinSeconds(Product product) throws Exception {
    try (Tail tail = Tail.open(product, "service=tail-a&query=wanted", 1 << 16)) {
      Duration behind = medianBehind(product, tail);
      for (int busy = 0; busy < BUSY_ROUNDS && behind.compareTo(SECONDS) > 0; busy++) {
        behind = medianBehind(product, tail);
      }
      assertThat(behind).isLessThan(SECONDS);
    }
  }

  /** By how much what matches comes after it was sent, of five lines. */
  private static Duration medianBehind(Product product, Tail tail) throws Exception {
    List<Duration> behind = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      send(product, "tail-a", "other " + i + "\nwanted " + i + "\n");
      send(product, "tail-b", "wanted elsewhere " + i + "\n");
      Instant sent = Instant.now();
      assertThat(tail.next("log").get("body").textValue()).isEqualTo("wanted " + i);
      behind.add(Duration.between(sent, Instant.now()));
    }
    behind.sort(Duration::compareTo);
    return behind.get(behind.size() / 2);
  }

  @Test
  void whoDoesNotReadLosesRecordsAndIsToldHowMany(Product product) throws Exception {
    String lines = ("x".repeat(4_000) + "\n").repeat(LINES);
    int sent = REQUESTS * LINES; // far more than buffers and queues hold
    double before = dropped(product);
    try (Tail slow = Tail.open(product, "service=tail-slow", SMALL_RECEIVE_BUFFER);
        Tail quick = Tail.open(product, "service=tail-quick", 1 << 16)) {
      for (int request = 0; request < REQUESTS; request++) {
        send(product, "tail-slow", lines);
      }
      Await.until(() -> Optional.of(dropped(product)), dropped -> dropped > before);
      send(product, "tail-quick", "still quick\n");
      assertThat(quick.next("log").get("body").textValue()).isEqualTo("still quick");

      long received = 0;
      long told = 0;
      while (received + told < sent) {
        Event event = slow.next();
        received += event.name().equals("log") ? 1 : 0;
        told += event.name().equals("dropped") ? event.data().get("count").asLong() : 0;
      }
      assertThat(told).isPositive();
      assertThat(Math.round(dropped(product) - before)).isEqualTo(told);
    }
  }

  private record Event(String name, JsonNode data) {}

  /** The reader of a tail, over a socket with a receive buffer as small as wanted. */
  private record Tail(Socket socket, BufferedReader lines) implements AutoCloseable {
    static Tail open(Product product, String query, int receiveBuffer) throws IOException {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(receiveBuffer);
      socket.setSoTimeout(60_000);
      int port = product.url("/").getPort();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request = "GET /api/v1/logs/tail?" + query + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      Tail tail =
          new Tail(
              socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
      tail.await(": open");
      tail.await(": still here"); // so long the first look has been
      return tail;
    }

    JsonNode next(String name) throws IOException {
      Event event = next();
      while (!event.name().equals(name)) {
        event = next();
      }
      return event.data();
    }

    Event next() throws IOException {
      String name = await("event: ").substring("event: ".length());
      return new Event(name, JSON.readTree(await("data: ").substring("data: ".length())));
    }

    private String await(String start) throws IOException {
      String line = lines.readLine();
      while (line != null && !line.startsWith(start)) {
        line = lines.readLine();
      }
      assertThat(line).as("the stream ended before " + start).isNotNull();
      return line;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static void send(Product product, String service, String lines)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(product.otlpHttp("/v1/ingest/logs?service=" + service))
            .header("content-type", "text/plain")
            .POST(BodyPublishers.ofString(lines))
            .build();
    Await.until(
        () -> Optional.of(HTTP.send(request, BodyHandlers.discarding()).statusCode()),
        status -> status == 200);
  }

  private static double dropped(Product product) throws IOException, InterruptedException {
    return product
        .request("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("spanstone_query_tail_dropped_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
