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
final class Elasticsearch {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Elasticsearch answers with the size it measured up to 10 s ago. */
  private static final Duration SIZES_ARE_CACHED_FOR = Duration.ofSeconds(11);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI node;

  Elasticsearch(URI node) {
    this.node = node;
  }

  URI uri(String path) {
    return node.resolve(path);
  }

  /** The documents that a search of the indices finds now. */
  long count(String indices) throws IOException, InterruptedException {
    return call("GET", "/" + indices + "/_count?ignore_unavailable=true", "")
        .path("count")
        .asLong();
  }

  /** The sum of a numeric field over all documents that a search finds now. */
  long sum(String indices, String field) throws IOException, InterruptedException {
    String body = "{\"size\":0,\"aggs\":{\"sum\":{\"sum\":{\"field\":\"" + field + "\"}}}}";
    return (long)
        call("POST", "/" + indices + "/_search?ignore_unavailable=true", body)
            .at("/aggregations/sum/value")
            .asDouble();
  }

  /** The primary shards' size on disk after a flush. */
  long bytes(String indices) throws IOException, InterruptedException {
    call("POST", "/" + indices + "/_flush?force=true", "");
    call("POST", "/" + indices + "/_refresh", ""); // lets go of the segments merged away
    TimeUnit.NANOSECONDS.sleep(SIZES_ARE_CACHED_FOR.toNanos());
    return call("GET", "/" + indices + "/_stats/store", "")
        .at("/_all/primaries/store/size_in_bytes")
        .asLong();
  }

  void forceMerge(String indices) throws IOException, InterruptedException {
    call("POST", "/" + indices + "/_forcemerge?max_num_segments=1", "");
  }

  JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          method + " " + path + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
