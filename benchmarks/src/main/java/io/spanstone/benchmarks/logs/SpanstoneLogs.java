package io.spanstone.benchmarks.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.benchmarks.ingest.Elasticsearch;
import io.spanstone.benchmarks.ingest.Load;
import io.spanstone.benchmarks.ingest.Spanstone;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code spanstone up} as it is shipped: OTLP/HTTP in, the query API out. */
final class SpanstoneLogs implements LogSubject {
  private static final String LOGS = "spanstone-logs";
  private static final Duration HISTOGRAM = Duration.ofMinutes(90);

  private final Spanstone spanstone;
  private final Elasticsearch elasticsearch;
  private final Elasticsearch api;
  private final Load load;

  private SpanstoneLogs(Spanstone spanstone) {
    this.spanstone = spanstone;
    this.elasticsearch = new Elasticsearch(spanstone.elasticsearch());
    this.api = new Elasticsearch(spanstone.api());
    this.load = new Load(spanstone.otlp().resolve("/v1/logs"), "application/x-protobuf");
  }

  static LogSubject start(Path work) throws IOException, InterruptedException {
    return new SpanstoneLogs(Spanstone.start(work));
  }

  @Override
  public String name() {
    return "spanstone";
  }

  @Override
  public byte[] encode(List<LogLine> batch) {
    return OtlpLogs.encode(batch);
  }

  @Override
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    load.send(bodies);
  }

  @Override
  public long queryable() throws IOException, InterruptedException {
    return elasticsearch.sum(LOGS, "records");
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    return spanstone.processes();
  }

  @Override
  public String indices() {
    return LOGS;
  }

  @Override
  public Elasticsearch elasticsearch() {
    return elasticsearch;
  }

  @Override
  public void forget() throws IOException, InterruptedException {
    JsonNode indices = elasticsearch.call("GET", "/_alias/" + LOGS, "");
    for (Iterator<String> names = indices.fieldNames(); names.hasNext(); ) {
      elasticsearch.call("DELETE", "/" + names.next(), "");
    }
  }

  @Override
  public boolean countOverTime(String word) throws IOException, InterruptedException {
    Instant end = Instant.now();
    JsonNode answer =
        api.call(
            "GET",
            "/api/v1/logs/histogram?start=%s&end=%s&step=60s&query=%s"
                .formatted(end.minus(HISTOGRAM), end, URLEncoder.encode(word, UTF_8)),
            "");
    return answer.get("complete").booleanValue();
  }

  @Override
  public int search(Query query) throws IOException, InterruptedException {
    String text = "\"" + query.words() + "\"";
    if (!query.routeOf().isEmpty()) {
      text += " http.route:/api/" + query.routeOf() + "/{id}";
    }
    JsonNode page =
        api.call(
            "GET", "/api/v1/logs?limit=50&start=0&query=" + URLEncoder.encode(text, UTF_8), "");
    if (!page.get("complete").booleanValue()) {
      throw new IOException("a search for " + query + " was not complete");
    }
    return page.get("logs").size();
  }

  @Override
  public void close() throws IOException {
    spanstone.close();
  }
}
