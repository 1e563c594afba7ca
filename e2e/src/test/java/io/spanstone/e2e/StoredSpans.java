package io.spanstone.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Every stored span, read out of Elasticsearch behind the product's back: blocks by search,
 * payloads by zstd and protobuf-java. Nothing here de-duplicates.
 */
final class StoredSpans {
  private static final int PAGE = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI elasticsearch;
  private final String indices;

  StoredSpans(URI elasticsearch) {
    this(elasticsearch, "spanstone");
  }

  /**
   * @param prefix of the names of the indices
   */
  StoredSpans(URI elasticsearch, String prefix) {
    this.elasticsearch = elasticsearch;
    this.indices = "/" + prefix + "-traces";
  }

  /** How often each span is stored, by trace id and span id in hex. */
  Map<String, Map<String, Integer>> count() throws IOException, InterruptedException {
    call(indices + "/_refresh", "");
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    String scroll = indices + "/_search?scroll=1m&size=" + PAGE;
    JsonNode page = call(scroll, "{\"sort\":[\"_doc\"],\"stored_fields\":\"payload\"}");
    while (!page.at("/hits/hits").isEmpty()) {
      for (JsonNode hit : page.at("/hits/hits")) {
        count(hit.at("/fields/payload/0"), counts);
      }
      page =
          call(
              "/_search/scroll",
              "{\"scroll\":\"1m\",\"scroll_id\":" + page.get("_scroll_id") + "}");
    }
    return counts;
  }

  private static void count(JsonNode payloadOfBlock, Map<String, Map<String, Integer>> counts)
      throws IOException {
    byte[] compressed = Base64.getDecoder().decode(payloadOfBlock.asText());
    byte[] payload =
        Zstd.decompress(compressed, Math.toIntExact(Zstd.getFrameContentSize(compressed)));
    for (var resource : TracesData.parseFrom(payload).getResourceSpansList()) {
      for (var scope : resource.getScopeSpansList()) {
        for (var span : scope.getSpansList()) {
          HexFormat hex = HexFormat.of();
          counts
              .computeIfAbsent(
                  hex.formatHex(span.getTraceId().toByteArray()), trace -> new HashMap<>())
              .merge(hex.formatHex(span.getSpanId().toByteArray()), 1, Integer::sum);
        }
      }
    }
  }

  private JsonNode call(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(elasticsearch.resolve(path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
