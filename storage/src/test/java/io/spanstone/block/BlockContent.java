package io.spanstone.block;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A block's document, read by other code than ours wherever there is some. */
final class BlockContent {
  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  static BlockContent of(BlockDocument document) {
    BlockContent content = new BlockContent();
    Slice json = document.json();
    try (JsonParser parser =
        new JsonFactory().createParser(json.array(), json.from(), json.length())) {
      content.read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  List<String> strings(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /** The terms of a field that Elasticsearch splits at white space. */
  List<String> words(String field) {
    return strings(field).stream().flatMap(text -> Stream.of(text.split(" ", -1))).toList();
  }

  long number(String field) {
    return Long.parseLong(strings(field).get(0));
  }

  boolean flag(String field) {
    return Boolean.parseBoolean(strings(field).get(0));
  }

  TracesData traces() {
    try {
      return TracesData.parseFrom(payload());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  LogsData logs() {
    try {
      return LogsData.parseFrom(payload());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  MetricsData metrics() {
    try {
      return MetricsData.parseFrom(payload());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] payload() {
    byte[] payload = Base64.getDecoder().decode(strings(BlockFields.PAYLOAD).get(0));
    try (BlockReader reader = new BlockReader()) {
      return reader.inflate(payload).toByteArray();
    }
  }

  private void read(JsonParser parser) throws IOException {
    String field = "";
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.FIELD_NAME) {
        field = parser.currentName();
      } else if (token.isScalarValue()) {
        fields.computeIfAbsent(field, name -> new ArrayList<>()).add(parser.getText());
      }
    }
  }
}
