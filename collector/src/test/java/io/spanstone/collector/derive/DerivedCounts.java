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
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.collector.cell.DurationScale;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.SpanNameTemplate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What derived metrics say, and what the spans say, in one form: for each series and cell its count
 * and the sum of its durations. Reads with generated classes only.
 */
public final class DerivedCounts {
  private static final long CELL_NANOS = 10_000_000_000L;

  private final Map<Key, Tally> tallies = new TreeMap<>();

  /** A series and the end of a cell. */
  public record Key(
      String namespace,
      String service,
      String version,
      String name,
      String kind,
      String status,
      long cellEndUnixNano)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  private static final class Tally {
    private long count;
    private double seconds;
    private final Map<Integer, Long> buckets = new TreeMap<>();
    private long zero;
  }

  /** The spans, each in its series, but for those that no backend takes. */
  public static DerivedCounts ofSpans(List<TracesData> all, Predicate<Span> credible) {
    DerivedCounts counts = new DerivedCounts();
    for (TracesData data : all) {
      for (ResourceSpans resource : data.getResourceSpansList()) {
        List<KeyValue> attributes = resource.getResource().getAttributesList();
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            if (isId(span.getTraceId(), 16) && isId(span.getSpanId(), 8) && credible.test(span)) {
              counts.add(attributes, span);
            }
          }
        }
      }
    }
    return counts;
  }

  /** The points of derived metrics, equal ones added up. */
  public static DerivedCounts ofMetrics(Iterable<Slice> requests) {
    DerivedCounts counts = new DerivedCounts();
    for (Slice request : requests) {
      MetricsData data = parse(request);
      for (ResourceMetrics resource : data.getResourceMetricsList()) {
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
          if (scope.getScope().getName().equals("io.spanstone.derive")) {
            for (Metric metric : scope.getMetricsList()) {
              if (!metric.getName().equals("span.duration")) {
                continue;
              }
              metric
                  .getExponentialHistogram()
                  .getDataPointsList()
                  .forEach(point -> counts.add(resource.getResource().getAttributesList(), point));
            }
          }
        }
      }
    }
    return counts;
  }

  /** Calls by series and cell, for comparison. */
  public Map<Key, String> tallies() {
    Map<Key, String> comparable = new TreeMap<>();
    tallies.forEach(
        (key, tally) ->
            comparable.put(
                key,
                "%d calls, %d ns, %s, zero %d"
                    .formatted(
                        tally.count, Math.round(tally.seconds * 1e9), tally.buckets, tally.zero)));
    return comparable;
  }

  public long total() {
    return tallies.values().stream().mapToLong(tally -> tally.count).sum();
  }

  private void add(List<KeyValue> resource, Span span) {
    long end = span.getEndTimeUnixNano();
    Tally tally =
        tallies.computeIfAbsent(
            key(
                resource,
                SpanNameTemplate.of(span.getName()),
                span.getKind().name().equals("UNRECOGNIZED")
                    ? "SPAN_KIND_UNSPECIFIED"
                    : span.getKind().name(),
                span.getStatus().getCode().name().equals("UNRECOGNIZED")
                    ? "STATUS_CODE_UNSET"
                    : span.getStatus().getCode().name(),
                (end / CELL_NANOS + 1) * CELL_NANOS),
            unused -> new Tally());
    boolean backwards = Long.compareUnsigned(end, span.getStartTimeUnixNano()) <= 0;
    long nanos = backwards ? 0 : end - span.getStartTimeUnixNano();
    tally.count++;
    tally.seconds += nanos / 1e9;
    if (nanos == 0) {
      tally.zero++;
    } else {
      tally.buckets.merge(DurationScale.bucket(nanos), 1L, Long::sum);
    }
  }

  private void add(List<KeyValue> resource, ExponentialHistogramDataPoint point) {
    List<KeyValue> attributes = point.getAttributesList();
    if (point.getScale() != 7
        || point.getTimeUnixNano() - point.getStartTimeUnixNano() != CELL_NANOS
        || point.getTimeUnixNano() % CELL_NANOS != 0) {
      throw new AssertionError(point);
    }
    Tally tally =
        tallies.computeIfAbsent(
            key(
                resource,
                attribute(attributes, "span.name", ""),
                attribute(attributes, "span.kind", ""),
                attribute(attributes, "status.code", ""),
                point.getTimeUnixNano()),
            unused -> new Tally());
    tally.count += point.getCount();
    tally.seconds += point.getSum();
    tally.zero += point.getZeroCount();
    int bucket = point.getPositive().getOffset();
    for (long count : point.getPositive().getBucketCountsList()) {
      if (count > 0) {
        tally.buckets.merge(bucket, count, Long::sum);
      }
      bucket++;
    }
  }

  private static Key key(
      List<KeyValue> resource, String name, String kind, String status, long cellEnd) {
    String service = attribute(resource, "service.name", "");
    return new Key(
        attribute(resource, "service.namespace", ""),
        service.isEmpty() ? "unknown_service" : service,
        attribute(resource, "service.version", ""),
        name,
        kind,
        status,
        cellEnd);
  }

  private static String attribute(List<KeyValue> attributes, String key, String absent) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse(absent);
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
