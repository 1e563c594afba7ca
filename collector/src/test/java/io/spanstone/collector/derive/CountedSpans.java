package io.spanstone.collector.derive;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.collector.cell.DurationScale;
import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Spans as our agent counts those that it does not export, each in a point of its own. */
public final class CountedSpans {
  private static final long CELL_NANOS = 10_000_000_000L;

  private CountedSpans() {}

  /** The request that counts the spans of that one. */
  public static MetricsData of(TracesData spans) {
    MetricsData.Builder counts = MetricsData.newBuilder();
    for (ResourceSpans resource : spans.getResourceSpansList()) {
      ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
      scope.getScopeBuilder().setName("io.spanstone.agent.counts");
      Metric.Builder durations = delta("span.duration");
      Metric.Builder queued = delta("queue.duration");
      for (ScopeSpans of : resource.getScopeSpansList()) {
        of.getSpansList().forEach(span -> add(span, durations, queued));
      }
      counts.addResourceMetrics(
          ResourceMetrics.newBuilder()
              .setResource(resource.getResource())
              .addScopeMetrics(scope.addMetrics(durations).addMetrics(queued)));
    }
    return counts.build();
  }

  /** The metrics in a request. */
  static List<Metric> metrics(Slice request) {
    try {
      return MetricsData.parseFrom(request.toByteArray()).getResourceMetricsList().stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .flatMap(scope -> scope.getMetricsList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** How many points that has. */
  public static int points(MetricsData counts) {
    return counts.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .mapToInt(metric -> metric.getExponentialHistogram().getDataPointsCount())
        .sum();
  }

  private static void add(Span span, Metric.Builder durations, Metric.Builder queued) {
    List<KeyValue> attributes = new ArrayList<>(span.getAttributesList());
    KeyValue sent =
        attributes.stream()
            .filter(each -> each.getKey().equals("caller.sent_unix_milli"))
            .findFirst()
            .orElse(null);
    boolean messaging = has(span, "messaging.system");
    attributes.remove(sent);
    if (isBatch(span)) {
      attributes.clear();
      sent = null;
    }
    attributes.add(attribute("span.name", span.getName()));
    attributes.add(attribute("span.kind", span.getKindValue() > 5 ? "?" : span.getKind().name()));
    attributes.add(
        attribute(
            "status.code",
            span.getStatus().getCodeValue() > 2 ? "?" : span.getStatus().getCode().name()));
    long nanos = Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano());
    add(point(span, attributes, nanos), durations);
    if (sent != null && messaging) {
      long since = sent.getValue().getIntValue() * 1_000_000;
      add(point(span, attributes, Math.max(0, span.getStartTimeUnixNano() - since)), queued);
    }
  }

  private static void add(ExponentialHistogramDataPoint point, Metric.Builder to) {
    to.getExponentialHistogramBuilder().addDataPoints(point);
  }

  private static ExponentialHistogramDataPoint point(
      Span span, List<KeyValue> attributes, long nanos) {
    long cell = span.getEndTimeUnixNano() / CELL_NANOS;
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .addAllAttributes(attributes)
            .setStartTimeUnixNano(cell * CELL_NANOS)
            .setTimeUnixNano((cell + 1) * CELL_NANOS)
            .setScale(7)
            .setCount(1)
            .setSum(nanos / 1e9);
    if (nanos == 0) {
      point.setZeroCount(1);
    } else {
      point.getPositiveBuilder().setOffset(DurationScale.bucket(nanos)).addBucketCounts(1);
    }
    return point.build();
  }

  /** Of a batch that was received; its messages have spans of their own. */
  private static boolean isBatch(Span span) {
    TreeMap<String, String> operations = new TreeMap<>();
    span.getAttributesList().stream()
        .filter(each -> each.getKey().startsWith("messaging.operation"))
        .forEach(each -> operations.put(each.getKey(), each.getValue().getStringValue()));
    return span.getKind() == Span.SpanKind.SPAN_KIND_CONSUMER
        && span.getParentSpanId().isEmpty()
        && operations.containsValue("receive");
  }

  private static boolean has(Span span, String key) {
    return span.getAttributesList().stream().anyMatch(each -> each.getKey().equals(key));
  }

  static Metric.Builder delta(String name) {
    Metric.Builder metric = Metric.newBuilder().setName(name).setUnit("s");
    metric
        .getExponentialHistogramBuilder()
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    return metric;
  }

  static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
