package io.spanstone.node;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Small nodes on free ports, and ways to talk to them and to their processes. */
final class TestNodes {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private TestNodes() {}

  static NodeSettings settings(Path data) {
    return new NodeSettings(
            Path.of(System.getProperty("spanstone.elasticsearch.home")), data, 0, "256m")
        .withJvmOptions("-XX:TieredStopAtLevel=1");
  }

  static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> put(URI uri, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  static HttpResponse<String> post(URI uri) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  /** How much each field takes on disk, of a new index of that name without {@code _source}. */
  static String fieldsWithoutSource(ElasticsearchNode node, String index)
      throws IOException, InterruptedException {
    URI uri = node.uri().resolve("/" + index);
    put(uri, "{\"mappings\":{\"_source\":{\"enabled\":false}}}");
    put(URI.create(uri + "/_doc/1?refresh=true"), "{\"a\":1}");
    return post(URI.create(uri + "/_disk_usage?run_expensive_tasks=true")).body();
  }

  static boolean answers(URI uri) throws IOException, InterruptedException {
    try {
      return get(uri).statusCode() == 200;
    } catch (ConnectException refused) {
      return false;
    }
  }

  static ProcessHandle process(long pid) {
    return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("no process " + pid));
  }

  /** Sends a signal by its name, such as {@code STOP}. */
  static void signal(String name, long pid) throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new AssertionError("kill -" + name + " " + pid + " gave " + exitCode);
    }
  }

  static void await(Duration timeout, Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(timeout);
    while (!condition.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + timeout.toSeconds() + " s");
      }
      Thread.sleep(50);
    }
  }
}
