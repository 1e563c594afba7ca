package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built agent in two real services that keep no trace, of which one is killed with a call of
 * the other in flight: every call counts at one of them, and none is one to a host.
 */
class UnansweredCallsTest {
  private static final Map<String, String> HASTY = Map.of("Patience-Millis", "300");
  private static final Map<String, String> PATIENT = Map.of();

  private static final String SERVED = " SERVER UNSET caller.service=front http.request.method=GET";
  private static final String COUNTED_BY_SERVER = "front GET CLIENT ";
  private static final String IN_VAIN =
      "front GET CLIENT ERROR callee.service=back http.request.method=GET";

  @TempDir private Path directory;
  private RunningService front;

  @Test
  void countAtTheSideThatKnowsOfThem() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService back = start("back", receiver);
        RunningService caller = start("front", receiver)) {
      front = caller;
      assertThat(relay(back.uri("/greeting").toString(), PATIENT)).isEqualTo(204);
      assertThat(relay(back.uri("/sleep?900").toString(), HASTY)).as("timed out").isEqualTo(502);
      Counts counts = new Counts(receiver);
      counts.await("back GET /sleep" + SERVED, 1);

      CompletableFuture<Integer> inFlight =
          CompletableFuture.supplyAsync(() -> relay(back.uri("/sleep?60000").toString(), PATIENT));
      back.awaitPrinted("sleeping", 2);
      back.kill();
      assertThat(inFlight.get(60, TimeUnit.SECONDS)).isEqualTo(502);
      String address = back.uri("/greeting").toString();
      assertThat(relay(address, PATIENT)).as("refused").isEqualTo(502);
      int port = back.uri("/").getPort();
      whileAnswering(port, socket -> socket.setSoLinger(true, 0), "reset", address);
      whileAnswering(port, socket -> socket.getInputStream().readNBytes(1), "end", address);
      try (ServerSocket silent = listen(port)) {
        assertThat(relay(address, HASTY)).as("not even accepted, %s", silent).isEqualTo(502);
      }
      assertThat(front.ends(20, TimeUnit.SECONDS)).isTrue();

      assertThat(counts.all())
          .containsEntry("back GET /greeting" + SERVED, 1L)
          .containsEntry("back GET /sleep" + SERVED, 1L)
          .containsEntry(COUNTED_BY_SERVER + "UNSET", 1L)
          .as("in flight, refused, reset and broken off")
          .containsEntry(IN_VAIN, 4L)
          .as("timed out: one that the server has counted, one of which nobody knows")
          .containsEntry(COUNTED_BY_SERVER + "ERROR", 2L)
          .containsEntry(
              "made in front GET /relay CLIENT UNSET callee.service=back"
                  + " http.request.method=GET",
              1L)
          .containsEntry(
              "made in front GET /relay CLIENT ERROR callee.service=back"
                  + " http.request.method=GET",
              6L);
      assertThat(counts.all().keySet()).noneMatch(group -> group.contains("server.address"));
    }
  }

  private interface Answer {
    void give(Socket connection) throws IOException;
  }

  private void whileAnswering(int port, Answer answer, String how, String address)
      throws IOException, InterruptedException {
    ServerSocket server = listen(port);
    Thread answering = new Thread(() -> answerAll(server, answer), "answers");
    try (server) {
      answering.start();
      assertThat(relay(address, PATIENT)).as(how).isEqualTo(502);
    }
    answering.join(); // which has the port until it ends
  }

  /** The client may try again. */
  private static void answerAll(ServerSocket server, Answer answer) {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        answer.give(connection);
      } catch (IOException e) {
        assertThat(server.isClosed()).as("%s", e).isTrue();
      }
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
  }

  private int relay(String called, Map<String, String> headers) {
    try {
      return front.get("/relay?" + called, headers).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private RunningService start(String name, OtlpReceiver receiver) throws IOException {
    return RunningService.start(
        Files.createDirectories(directory.resolve(name)),
        "-Dotel.service.name=" + name,
        "-Dotel.traces.sampler=always_off",
        "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port());
  }
}
