package io.spanstone.query.promql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Prometheus that holds given samples. */
public final class PrometheusServer {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final String url;

  private PrometheusServer(Process process, int port) {
    this.process = process;
    this.url = "http://127.0.0.1:" + port;
  }

  /**
   * Starts one.
   *
   * @param lines OpenMetrics without the end marker
   */
  public static PrometheusServer start(Path directory, List<String> lines)
      throws IOException, InterruptedException {
    Path text = directory.resolve("samples.txt");
    List<String> whole = new ArrayList<>(lines);
    whole.add("# EOF");
    Files.write(text, whole);
    Path data = directory.resolve("data");
    run(directory, "promtool", "tsdb", "create-blocks-from", "openmetrics", text + "", data + "");
    Path config = Files.writeString(directory.resolve("prometheus.yml"), "global: {}\n");
    int port = FreePorts.one();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--storage.tsdb.retention.time=100y",
                "--enable-feature=promql-at-modifier,promql-negative-offset",
                "--web.listen-address=127.0.0.1:" + port)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, port);
    server.awaitReady(directory.resolve("prometheus.log"));
    return server;
  }

  /** The address for clients. */
  public String url() {
    return url;
  }

  public JsonNode instant(String query, double timeSeconds)
      throws IOException, InterruptedException {
    return get("/api/v1/query?time=%.3f&query=%s".formatted(timeSeconds, encode(query)));
  }

  public JsonNode range(String query, long startSeconds, long endSeconds, long stepSeconds)
      throws IOException, InterruptedException {
    return get(
        "/api/v1/query_range?start=%d&end=%d&step=%d&query=%s"
            .formatted(startSeconds, endSeconds, stepSeconds, encode(query)));
  }

  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  /** GETs a path of its API. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
    return json.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/-/ready")).build();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notListeningYet) {
        // asked again below
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly();
    throw new IllegalStateException("Prometheus does not start:\n" + Files.readString(log));
  }

  private static void run(Path directory, String... command)
      throws IOException, InterruptedException {
    Path log = directory.resolve("promtool.log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
