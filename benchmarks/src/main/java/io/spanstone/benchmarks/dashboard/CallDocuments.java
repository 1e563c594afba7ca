package io.spanstone.benchmarks.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.benchmarks.ingest.Elasticsearch;
import io.spanstone.benchmarks.ingest.Load;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Calls as one document each, with no field but those that the charts need, merged to one segment;
 * and the charts as one aggregation.
 */
final class CallDocuments {
  private static final int BULK = 10_000;
  private static final String INDEX_BODY =
      """
      {"settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"},
       "mappings": {"dynamic": false, "properties": {
         "service": {"type": "keyword"}, "kind": {"type": "keyword"}, "error": {"type": "boolean"},
         "end": {"type": "date", "format": "epoch_millis"}, "duration": {"type": "long"}}}}
      """;

  private final Elasticsearch elasticsearch;
  private final URI node;
  private final Calls calls;
  private final String index;

  CallDocuments(URI node, Calls calls) {
    this.elasticsearch = new Elasticsearch(node);
    this.node = node;
    this.calls = calls;
    this.index = "calls-" + calls.name();
  }

  void store() throws IOException, InterruptedException {
    allowManyBuckets();
    elasticsearch.call("PUT", "/" + index, INDEX_BODY);
    Load load = new Load(node.resolve("/" + index + "/_bulk"), "application/x-ndjson");
    StringBuilder body = new StringBuilder();
    List<byte[]> bodies = new ArrayList<>();
    int documents = 0;
    for (Iterator<List<Call>> parts = calls.parts().iterator(); parts.hasNext(); ) {
      List<Call> part = parts.next();
      part.forEach(call -> append(call, body));
      documents += part.size();
      if (documents >= BULK || !parts.hasNext()) {
        bodies.add(body.toString().getBytes(UTF_8));
        body.setLength(0);
        documents = 0;
      }
    }
    load.send(bodies);
    elasticsearch.forceMerge(index);
    elasticsearch.flush(index);
    long stored = elasticsearch.count(index);
    if (stored != calls.total()) {
      throw new IOException(stored + " of " + calls.total() + " documents are stored");
    }
  }

  /** The request for the charts of a range. */
  HttpRequest dashboard(int range) {
    String query =
        """
        {"size": 0, "query": {"bool": {"filter": [{"term": {"kind": "SERVER"}},
           {"range": {"end": {"gte": %d, "lt": %d}}}]}},
         "aggs": {"service": {"terms": {"field": "service", "size": %d},
           "aggs": {"time": {"date_histogram": {"field": "end", "fixed_interval": "%ds"},
             "aggs": {"errors": {"filter": {"term": {"error": true}}},
                      "durations": {"percentiles": {"field": "duration",
                        "percents": [50, 90, 95, 99]}}}}}}}}
        """
            .formatted(
                calls.start(range).toEpochMilli(),
                calls.end(range).toEpochMilli(),
                Call.SERVICES,
                calls.step().toSeconds());
    return HttpRequest.newBuilder(node.resolve("/" + index + "/_search?request_cache=false"))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(query))
        .build();
  }

  /** How many calls the charts of an answer show. */
  static long callsIn(JsonNode answer) {
    long found = 0;
    for (JsonNode service : answer.at("/aggregations/service/buckets")) {
      for (JsonNode time : service.at("/time/buckets")) {
        found += time.get("doc_count").asLong();
      }
    }
    return found;
  }

  /** The charts of a day have more buckets than Elasticsearch allows by default. */
  private void allowManyBuckets() throws IOException, InterruptedException {
    elasticsearch.call(
        "PUT", "/_cluster/settings", "{\"persistent\":{\"search.max_buckets\":1000000}}");
  }

  private static void append(Call call, StringBuilder body) {
    body.append("{\"create\":{}}\n{\"service\":\"")
        .append(call.serviceName())
        .append("\",\"kind\":\"SERVER\",\"error\":")
        .append(call.error())
        .append(",\"end\":")
        .append(call.endUnixNano() / 1_000_000)
        .append(",\"duration\":")
        .append(call.durationNanos())
        .append("}\n");
  }
}
