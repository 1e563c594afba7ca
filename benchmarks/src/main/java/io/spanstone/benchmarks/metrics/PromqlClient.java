package io.spanstone.benchmarks.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.benchmarks.ingest.Elasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;

/** Asks a server that speaks PromQL. */
final class PromqlClient {
  private final Elasticsearch http;
  private final String path;

  PromqlClient(URI query) {
    this.http = new Elasticsearch(query);
    this.path = query.getPath();
  }

  /** How many samples of a metric there are of the last twelve hours. */
  long count(String metric) throws IOException, InterruptedException {
    String expression = "sum(count_over_time(" + metric + "[12h]))";
    JsonNode answer = http.call("GET", path + "?query=" + URLEncoder.encode(expression, UTF_8), "");
    return answer.at("/data/result/0/value/1").asLong();
  }
}
