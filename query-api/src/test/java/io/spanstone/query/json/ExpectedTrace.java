package io.spanstone.query.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.Service;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The API's JSON of spans, made a second time: from the parsed messages of opentelemetry-proto. */
public final class ExpectedTrace {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ExpectedTrace() {}

  /** The spans in wire order, as they look when they have been through a JSON parser. */
  public static List<ObjectNode> spans(TracesData data) {
    List<ObjectNode> spans = new ArrayList<>();
    for (ResourceSpans resource : data.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          spans.add(reparsed(span(resource, scope, span)));
        }
      }
    }
    return spans;
  }

  private static ObjectNode span(ResourceSpans resource, ScopeSpans scope, Span span) {
    ObjectNode node = JSON.objectNode();
    node.put("spanId", hex(span.getSpanId()));
    node.put("parentSpanId", emptyToNull(hex(span.getParentSpanId())));
    node.put("service", service(resource.getResource()));
    node.put("instance", text(resource.getResource().getAttributesList(), "service.instance.id"));
    node.put("name", span.getName());
    node.put("kind", name(span.getKindValue(), 5, "SPAN_KIND_", span.getKind().name()));
    node.put("startTimeUnixNano", Long.toUnsignedString(span.getStartTimeUnixNano()));
    node.put("endTimeUnixNano", Long.toUnsignedString(span.getEndTimeUnixNano()));
    node.put("durationNanos", durationNanos(span));
    int status = span.getStatus().getCodeValue();
    node.put("status", name(status, 2, "STATUS_CODE_", span.getStatus().getCode().name()));
    node.put("statusMessage", span.getStatus().getMessage());
    node.put("traceState", span.getTraceState());
    node.put("flags", Integer.toUnsignedLong(span.getFlags()));
    node.put("caller", text(span.getAttributesList(), "caller.service"));
    node.set("attributes", attributes(span.getAttributesList()));
    node.put("droppedAttributesCount", unsigned(span.getDroppedAttributesCount()));
    ArrayNode events = node.putArray("events");
    span.getEventsList().forEach(event -> events.add(event(event)));
    node.put("droppedEventsCount", unsigned(span.getDroppedEventsCount()));
    ArrayNode links = node.putArray("links");
    span.getLinksList().forEach(link -> links.add(link(link)));
    node.put("droppedLinksCount", unsigned(span.getDroppedLinksCount()));
    node.set("resource", attributes(resource.getResource().getAttributesList()));
    node.put("resourceSchemaUrl", resource.getSchemaUrl());
    ObjectNode scopeNode = node.putObject("scope");
    scopeNode.put("name", scope.getScope().getName());
    scopeNode.put("version", scope.getScope().getVersion());
    scopeNode.set("attributes", attributes(scope.getScope().getAttributesList()));
    scopeNode.put("droppedAttributesCount", unsigned(scope.getScope().getDroppedAttributesCount()));
    scopeNode.put("schemaUrl", scope.getSchemaUrl());
    return node;
  }

  private static ObjectNode event(Span.Event event) {
    ObjectNode node = JSON.objectNode();
    node.put("timeUnixNano", Long.toUnsignedString(event.getTimeUnixNano()));
    node.put("name", event.getName());
    node.set("attributes", attributes(event.getAttributesList()));
    node.put("droppedAttributesCount", unsigned(event.getDroppedAttributesCount()));
    return node;
  }

  private static ObjectNode link(Span.Link link) {
    ObjectNode node = JSON.objectNode();
    node.put("traceId", hex(link.getTraceId()));
    node.put("spanId", hex(link.getSpanId()));
    node.put("traceState", link.getTraceState());
    node.put("flags", Integer.toUnsignedLong(link.getFlags()));
    node.set("attributes", attributes(link.getAttributesList()));
    node.put("droppedAttributesCount", unsigned(link.getDroppedAttributesCount()));
    return node;
  }

  private static ObjectNode attributes(List<KeyValue> attributes) {
    ObjectNode node = JSON.objectNode();
    for (KeyValue attribute : attributes) {
      if (!node.has(attribute.getKey())) {
        add(node.putArray(attribute.getKey()), attribute.getValue());
        node.set(attribute.getKey(), node.get(attribute.getKey()).get(0));
      }
    }
    return node;
  }

  private static void add(ArrayNode array, AnyValue value) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> array.add(value.getStringValue());
      case BOOL_VALUE -> array.add(value.getBoolValue());
      case INT_VALUE -> {
        long number = value.getIntValue();
        boolean exact = Math.abs((double) number) <= 0x1p53 && (long) (double) number == number;
        if (exact) {
          array.add(number);
        } else {
          array.add(Long.toString(number));
        }
      }
      case DOUBLE_VALUE -> {
        double number = value.getDoubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
          array.add(Double.toString(number));
        } else {
          array.add(number);
        }
      }
      case BYTES_VALUE ->
          array.add(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE -> {
        ArrayNode elements = array.addArray();
        value.getArrayValue().getValuesList().forEach(element -> add(elements, element));
      }
      case KVLIST_VALUE -> array.add(attributes(value.getKvlistValue().getValuesList()));
      default -> array.addNull();
    }
  }

  private static String service(Resource resource) {
    return Service.ofResource(Slice.of(resource.toByteArray())).qualifiedName();
  }

  /** The attribute's value as text; these tests give such attributes as strings alone. */
  private static String text(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse(null);
  }

  private static String name(int number, int largest, String prefix, String protoName) {
    String known = number < 0 || number > largest ? null : protoName.substring(prefix.length());
    String zero = prefix.equals("SPAN_KIND_") ? "unspecified" : "unset";
    return known == null ? zero : known.toLowerCase(Locale.ROOT);
  }

  private static long durationNanos(Span span) {
    long start = span.getStartTimeUnixNano();
    long end = span.getEndTimeUnixNano();
    return Long.compareUnsigned(end, start) < 0 ? 0 : end - start;
  }

  private static long unsigned(int number) {
    return Integer.toUnsignedLong(number);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static ObjectNode reparsed(ObjectNode node) {
    try {
      return (ObjectNode) MAPPER.readTree(MAPPER.writeValueAsBytes(node));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
