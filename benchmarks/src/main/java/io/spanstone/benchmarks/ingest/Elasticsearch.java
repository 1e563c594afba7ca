package io.spanstone.benchmarks.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The few things the benchmark itself asks of Elasticsearch. */
public final class Elasticsearch {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Elasticsearch answers with the size it measured up to 10 s ago. */
  private static final Duration SIZES_ARE_CACHED_FOR = Duration.ofSeconds(11);

  private static final int SERVICE_UNAVAILABLE = 503;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI node;

  public Elasticsearch(URI node) {
    this.node = node;
  }

  URI uri(String path) {
    return node.resolve(path);
  }

  /** The documents that a search of the indices finds now. */
  public long count(String indices) throws IOException, InterruptedException {
    return search("/" + indices + "/_count?ignore_unavailable=true", "").path("count").asLong();
  }

  /** The sum of a numeric field over all documents that a search finds now. */
  public long sum(String indices, String field) throws IOException, InterruptedException {
    String body = "{\"size\":0,\"aggs\":{\"sum\":{\"sum\":{\"field\":\"" + field + "\"}}}}";
    return (long)
        search("/" + indices + "/_search?ignore_unavailable=true", body)
            .at("/aggregations/sum/value")
            .asDouble();
  }

  /** Brings everything to its place on disk, and lets go of what was merged away. */
  public void flush(String indices) throws IOException, InterruptedException {
    call("POST", "/" + indices + "/_flush?force=true", "");
    call("POST", "/" + indices + "/_refresh", "");
  }

  /** After this, {@link #bytes} knows of all that was flushed before. */
  public static void awaitSizes() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(SIZES_ARE_CACHED_FOR.toNanos());
  }

  /** The primary shards' size on disk, as it was when it was last measured. */
  public long bytes(String indices) throws IOException, InterruptedException {
    return call("GET", "/" + indices + "/_stats/store", "")
        .at("/_all/primaries/store/size_in_bytes")
        .asLong();
  }

  /** Waits until no shard of the node is being merged. */
  public void awaitMerges() throws IOException, InterruptedException {
    while (call("GET", "/_stats/merge", "").at("/_all/total/merges/current").asLong() > 0) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  public void forceMerge(String indices) throws IOException, InterruptedException {
    call("POST", "/" + indices + "/_forcemerge?max_num_segments=1", "");
  }

  public JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    return json(path, send(method, path, body));
  }

  private static JsonNode json(String path, HttpResponse<String> response) throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** An index that is just being created has no shard to search yet, and so nothing to be found. */
  private JsonNode search(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response = send("POST", path, body);
    return response.statusCode() == SERVICE_UNAVAILABLE
        ? JSON.createObjectNode()
        : json(path, response);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
