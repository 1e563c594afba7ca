package io.spanstone.collector.derive;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.SpanNameTemplate;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls by edge and cell, counted with protobuf's own classes: from spans by comparing each with
 * every other, which is what the edges of the collector must come to; and from its metrics.
 */
public final class EdgeCounts {
  private static final long CELL_NANOS = 10_000_000_000L;

  private final Map<String, long[]> counts = new TreeMap<>();

  /** What was received at a time, in milliseconds since the epoch. */
  public record Received(long atMillis, TracesData data) {}

  private record Seen(long atMillis, String service, Span span, Map<String, String> attributes) {
    String get(String... keys) {
      for (String key : keys) {
        if (!attributes.getOrDefault(key, "").isEmpty()) {
          return attributes.get(key);
        }
      }
      return "";
    }

    boolean has(String... keys) {
      for (String key : keys) {
        if (attributes.containsKey(key)) {
          return true;
        }
      }
      return false;
    }

    boolean is(SpanKind kind) {
      return span.getKind() == kind;
    }

    boolean operation(String operation) {
      return get("messaging.operation.type").equals(operation)
          || get("messaging.operation").equals(operation);
    }

    boolean calls(Seen other, long windowMillis) {
      return (is(SpanKind.SPAN_KIND_CLIENT) || is(SpanKind.SPAN_KIND_PRODUCER))
          && (other.is(SpanKind.SPAN_KIND_SERVER) || other.is(SpanKind.SPAN_KIND_CONSUMER))
          && other.span.getTraceId().equals(span.getTraceId())
          && other.span.getParentSpanId().equals(span.getSpanId())
          && Math.abs(other.atMillis - atMillis) <= windowMillis;
    }

    String type() {
      if (has("rpc.system", "rpc.system.name")) {
        return "rpc";
      }
      if (has("http.method", "http.request.method")) {
        return "http";
      }
      return is(SpanKind.SPAN_KIND_PRODUCER) || is(SpanKind.SPAN_KIND_CONSUMER)
          ? "messaging"
          : "unknown";
    }

    /** What is called of the service. */
    String operation() {
      return " " + SpanNameTemplate.of(span.getName());
    }

    String destination() {
      String temporary = get("messaging.destination.temporary", "messaging.destination.anonymous");
      String name =
          temporary.equals("true")
              ? "(temporary)"
              : get(
                  "messaging.destination.template",
                  "messaging.destination.name",
                  "messaging.destination");
      String system = "messaging:" + get("messaging.system");
      return name.isEmpty() ? system : system + "/" + name;
    }
  }

  /** What the edges of these spans are, if their two sides may come so far apart. */
  public static EdgeCounts ofSpans(List<Received> received, long windowMillis) {
    List<Seen> spans = new ArrayList<>();
    received.forEach(each -> addSpans(each, spans));
    EdgeCounts counts = new EdgeCounts();
    for (Seen span : spans) {
      switch (span.span().getKind()) {
        case SPAN_KIND_CLIENT, SPAN_KIND_PRODUCER -> counts.addCalling(span, spans, windowMillis);
        case SPAN_KIND_SERVER, SPAN_KIND_CONSUMER -> counts.addCalled(span, spans, windowMillis);
        default -> {}
      }
    }
    return counts;
  }

  /** What the edges are in derived metrics. */
  public static EdgeCounts ofMetrics(Iterable<Slice> requests) {
    EdgeCounts counts = new EdgeCounts();
    for (Slice request : requests) {
      for (ResourceMetrics resource : parse(request).getResourceMetricsList()) {
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
          for (Metric metric : scope.getMetricsList()) {
            if (metric.getName().startsWith("edge.")) {
              if (resource.getResource().getAttributesCount() > 0) {
                throw new AssertionError(resource);
              }
              metric
                  .getExponentialHistogram()
                  .getDataPointsList()
                  .forEach(point -> counts.add(metric.getName(), point));
            }
          }
        }
      }
    }
    return counts;
  }

  /** Calls and whole microseconds by metric, labels and cell. */
  public Map<String, String> tallies() {
    Map<String, String> tallies = new TreeMap<>();
    counts.forEach((key, tally) -> tallies.put(key, tally[0] + " calls, " + tally[1] + " ns"));
    return tallies;
  }

  private void addCalling(Seen span, List<Seen> all, long windowMillis) {
    boolean producer = span.is(SpanKind.SPAN_KIND_PRODUCER);
    if (span.has("messaging.system")) {
      if (producer
          ? !span.operation("create")
          : span.operation("send") || span.operation("publish")) {
        add(span.service(), span.destination(), "messaging", span);
      }
    } else if (!producer && span.has("db.system", "db.system.name")) {
      String name = span.get("db.namespace", "db.name", "server.address", "net.peer.name");
      String system = "database:" + span.get("db.system.name", "db.system");
      add(span.service(), name.isEmpty() ? system : system + "/" + name, "database", span);
    } else if (all.stream().noneMatch(other -> span.calls(other, windowMillis))) {
      String host =
          span.get("server.address", "net.peer.name")
              .concat(span.has("server.address", "net.peer.name") ? "" : host(span));
      String known = span.get("callee.service");
      if (!known.isEmpty() || !host.isEmpty()) {
        add(
            span.service(),
            known.isEmpty() ? "external:" + host.toLowerCase(Locale.ROOT) : known + " ",
            producer ? "messaging" : span.type(),
            span);
      }
    }
  }

  private static String host(Seen span) {
    String url = span.get("url.full", "http.url");
    return url.isEmpty()
        ? span.get("peer.service", "network.peer.address", "net.peer.ip", "rpc.service")
        : String.valueOf(URI.create(url).getHost());
  }

  private void addCalled(Seen span, List<Seen> all, long windowMillis) {
    Seen caller =
        all.stream().filter(other -> other.calls(span, windowMillis)).findFirst().orElse(null);
    if (span.is(SpanKind.SPAN_KIND_CONSUMER) && span.has("messaging.system")) {
      if (span.operation("receive") && span.span().getParentSpanId().isEmpty()) {
        return;
      }
      add(span.destination(), span.service() + span.operation(), "messaging", span);
      long sent =
          span.has("caller.sent_unix_milli")
              ? Long.parseLong(span.get("caller.sent_unix_milli")) * 1_000_000
              : caller != null
                      && caller.is(SpanKind.SPAN_KIND_PRODUCER)
                      && caller.has("messaging.system")
                  ? caller.span().getStartTimeUnixNano()
                  : 0;
      if (sent > 0) {
        long queued = Math.max(0, span.span().getStartTimeUnixNano() - sent);
        add(
            "edge.queue.duration",
            labels(span.destination(), span.service() + span.operation(), "messaging", ""),
            cell(span),
            1,
            queued);
      }
    } else if (span.has("caller.service")) {
      String namespace = span.get("caller.namespace");
      String name = span.get("caller.service");
      add(
          namespace.isEmpty() ? name : namespace + "/" + name,
          span.service() + span.operation(),
          span.type(),
          span);
    } else if (caller != null && joins(caller)) {
      String type = span.type().equals("unknown") ? caller.type() : span.type();
      add(caller.service(), span.service() + span.operation(), type, span);
    }
  }

  /** Calls of queues and databases are counted by the span that makes them. */
  private static boolean joins(Seen caller) {
    return !caller.has("messaging.system", "db.system", "db.system.name");
  }

  private void add(String client, String server, String type, Seen span) {
    long duration = span.span().getEndTimeUnixNano() - span.span().getStartTimeUnixNano();
    String status = span.span().getStatus().getCode().name();
    add(
        "edge.duration",
        labels(client, server, type, status),
        cell(span),
        1,
        Math.max(0, duration));
  }

  private void add(String metric, ExponentialHistogramDataPoint point) {
    Map<String, String> attributes = attributes(point.getAttributesList());
    String labels =
        labels(
            attributes.get("client"),
            attributes.get("server") + operation(attributes),
            attributes.get("connection_type"),
            attributes.getOrDefault("status.code", attributes.getOrDefault("status_code", "")));
    add(
        metric,
        labels,
        point.getTimeUnixNano(),
        point.getCount(),
        Math.round(point.getSum() * 1e9));
  }

  /** Services have operations, if only empty ones; other nodes have none. */
  private static String operation(Map<String, String> attributes) {
    String server = attributes.get("server");
    boolean service = !server.matches("(database|messaging|external):.*");
    String operation = attributes.get("server_operation");
    if (!service && operation != null) {
      throw new AssertionError(attributes);
    }
    return service ? " " + (operation == null ? "" : operation) : "";
  }

  private void add(String metric, String labels, long cellEnd, long calls, long nanos) {
    long[] tally =
        counts.computeIfAbsent(metric + " " + labels + " until " + cellEnd, key -> new long[2]);
    tally[0] += calls;
    tally[1] += nanos;
  }

  private static String labels(String client, String server, String type, String status) {
    return client + " -> " + server + " by " + type + " " + status;
  }

  private static long cell(Seen span) {
    return (span.span().getEndTimeUnixNano() / CELL_NANOS + 1) * CELL_NANOS;
  }

  private static void addSpans(Received received, List<Seen> to) {
    for (ResourceSpans resource : received.data().getResourceSpansList()) {
      Map<String, String> ofResource = attributes(resource.getResource().getAttributesList());
      String name = ofResource.getOrDefault("service.name", "");
      String namespace = ofResource.getOrDefault("service.namespace", "");
      String service = name.isEmpty() ? "unknown_service" : name;
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          if (isId(span.getTraceId(), 16) && isId(span.getSpanId(), 8)) {
            to.add(
                new Seen(
                    received.atMillis(),
                    namespace.isEmpty() ? service : namespace + "/" + service,
                    span,
                    attributes(span.getAttributesList())));
          }
        }
      }
    }
  }

  private static Map<String, String> attributes(List<KeyValue> list) {
    Map<String, String> attributes = new HashMap<>();
    for (KeyValue each : list) {
      attributes.putIfAbsent(
          each.getKey(),
          each.getValue().hasIntValue()
              ? String.valueOf(each.getValue().getIntValue())
              : each.getValue().hasBoolValue()
                  ? String.valueOf(each.getValue().getBoolValue())
                  : each.getValue().getStringValue());
    }
    return attributes;
  }

  private static boolean isId(ByteString id, int length) {
    return id.size() == length && !id.equals(ByteString.copyFrom(new byte[length]));
  }

  private static MetricsData parse(Slice request) {
    try {
      return MetricsData.parseFrom(request.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
