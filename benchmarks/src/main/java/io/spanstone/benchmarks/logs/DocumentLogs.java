package io.spanstone.benchmarks.logs;

import io.spanstone.benchmarks.ingest.Elasticsearch;
import io.spanstone.benchmarks.ingest.Load;
import io.spanstone.benchmarks.ingest.Nodes;
import io.spanstone.node.ElasticsearchNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One document a record straight into {@code _bulk}, and {@code _search}. */
final class DocumentLogs implements LogSubject {
  private final ElasticsearchNode node;
  private final Elasticsearch elasticsearch;
  private final Load load;

  private DocumentLogs(ElasticsearchNode node) {
    this.node = node;
    this.elasticsearch = new Elasticsearch(node.uri());
    this.load =
        new Load(node.uri().resolve("/" + LogDocuments.INDEX + "/_bulk"), "application/x-ndjson");
  }

  static LogSubject start(Path work) throws IOException, InterruptedException {
    DocumentLogs subject = new DocumentLogs(Nodes.start(work.resolve("onedoc-logs")));
    subject.createIndex();
    return subject;
  }

  private void createIndex() throws IOException, InterruptedException {
    elasticsearch.call("PUT", "/" + LogDocuments.INDEX, LogDocuments.INDEX_BODY);
  }

  @Override
  public String name() {
    return "oneDoc";
  }

  @Override
  public byte[] encode(List<LogLine> batch) {
    return LogDocuments.encode(batch);
  }

  @Override
  public void send(List<byte[]> bodies) throws IOException, InterruptedException {
    load.send(bodies);
  }

  @Override
  public long queryable() throws IOException, InterruptedException {
    return elasticsearch.count(LogDocuments.INDEX);
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    return Map.of("elasticsearch", ProcessHandle.of(node.pid()).orElseThrow());
  }

  @Override
  public String indices() {
    return LogDocuments.INDEX;
  }

  @Override
  public Elasticsearch elasticsearch() {
    return elasticsearch;
  }

  @Override
  public void forget() throws IOException, InterruptedException {
    elasticsearch.call("DELETE", "/" + LogDocuments.INDEX, "");
    createIndex();
  }

  @Override
  public boolean countOverTime(String word) throws IOException, InterruptedException {
    String body =
        "{\"size\":0,\"track_total_hits\":false,\"query\":{\"match_phrase\":{\"body\":\""
            + word
            + "\"}},\"aggs\":{\"times\":{\"histogram\":{\"field\":\"time\",\"interval\":6e10},"
            + "\"aggs\":{\"levels\":{\"terms\":{\"field\":\"severity\"}}}}}}";
    return elasticsearch
            .call("POST", "/" + LogDocuments.INDEX + "/_search?request_cache=false", body)
            .at("/aggregations/times/buckets")
            .size()
        > 0;
  }

  @Override
  public int search(Query query) throws IOException, InterruptedException {
    String filter = "{\"match_phrase\":{\"body\":\"" + query.words() + "\"}}";
    if (!query.routeOf().isEmpty()) {
      filter += ",{\"term\":{\"tags\":\"http.route=/api/" + query.routeOf() + "/{id}\"}}";
    }
    String body =
        "{\"size\":50,\"track_total_hits\":false,\"sort\":[{\"time\":\"desc\"}],"
            + "\"query\":{\"bool\":{\"filter\":["
            + filter
            + "]}}}";
    return elasticsearch
        .call("POST", "/" + LogDocuments.INDEX + "/_search", body)
        .at("/hits/hits")
        .size();
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
