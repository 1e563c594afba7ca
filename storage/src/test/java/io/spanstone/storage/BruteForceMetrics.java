package io.spanstone.storage;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which series {@code RandomOtlp}'s metrics make, by the plainest code that can be written. */
final class BruteForceMetrics {
  /** What a series has at one time, at one millisecond: a number or a histogram. */
  record Value(long timeMillis, double number, @Nullable NativeHistogram histogram) {}

  record FoundSeries(Labels labels, boolean delta, List<Value> values) {}

  private record Raw(
      boolean delta, long nanos, double number, @Nullable NativeHistogram histogram) {}

  private final Map<Labels, List<Raw>> series = new TreeMap<>();

  void add(MetricsData data) {
    for (ResourceMetrics resource : data.getResourceMetricsList()) {
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          add(common(resource.getResource(), scope.getScope()), metric);
        }
      }
    }
  }

  List<FoundSeries> select(List<LabelMatcher> matchers, long fromMillis, long toMillis) {
    List<FoundSeries> found = new ArrayList<>();
    series.forEach(
        (labels, all) -> {
          List<Raw> inRange =
              all.stream()
                  .filter(raw -> raw.nanos / 1_000_000 > fromMillis)
                  .filter(raw -> raw.nanos / 1_000_000 <= toMillis)
                  .sorted(Comparator.comparing(Raw::nanos))
                  .toList();
          if (!inRange.isEmpty() && matchers.stream().allMatch(each -> each.matches(labels))) {
            boolean delta = inRange.get(inRange.size() - 1).delta;
            found.add(new FoundSeries(labels, delta, values(inRange, delta)));
          }
        });
    return found;
  }

  private static List<Value> values(List<Raw> sorted, boolean delta) {
    TreeMap<Long, Value> values = new TreeMap<>();
    for (Raw raw : sorted) {
      long millis = raw.nanos / 1_000_000;
      Value value = new Value(millis, raw.number, raw.histogram);
      Value before = values.get(millis);
      if (raw.delta == delta) {
        values.put(millis, before != null && delta ? sum(before, value) : value);
      }
    }
    return List.copyOf(values.values());
  }

  private static Value sum(Value a, Value b) {
    NativeHistogram histogram =
        a.histogram == null || b.histogram == null ? null : a.histogram.plus(b.histogram);
    return new Value(a.timeMillis, histogram == null ? a.number + b.number : 0, histogram);
  }

  private void add(Map<String, String> common, Metric metric) {
    switch (metric.getDataCase()) {
      case GAUGE ->
          metric.getGauge().getDataPointsList().forEach(p -> number(common, metric, false, p));
      case SUM -> {
        boolean delta = isDelta(metric.getSum().getAggregationTemporality());
        metric.getSum().getDataPointsList().forEach(p -> number(common, metric, delta, p));
      }
      case HISTOGRAM -> {
        boolean delta = isDelta(metric.getHistogram().getAggregationTemporality());
        metric.getHistogram().getDataPointsList().forEach(p -> buckets(common, metric, delta, p));
      }
      case EXPONENTIAL_HISTOGRAM -> {
        boolean delta = isDelta(metric.getExponentialHistogram().getAggregationTemporality());
        metric
            .getExponentialHistogram()
            .getDataPointsList()
            .forEach(p -> exponential(common, metric, delta, p));
      }
      case SUMMARY -> metric.getSummary().getDataPointsList().forEach(p -> summary(common, p));
      default -> throw new AssertionError(metric);
    }
  }

  private void number(
      Map<String, String> common, Metric metric, boolean delta, NumberDataPoint point) {
    double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
    String name = metric.hasGauge() ? "jvm_memory_used_bytes" : "shop_orders_total";
    put(name, common, point.getAttributesList(), "", delta, point.getTimeUnixNano(), value, null);
  }

  private void buckets(
      Map<String, String> common, Metric metric, boolean delta, HistogramDataPoint point) {
    String name = metric.getName().replace('.', '_') + "_seconds";
    List<KeyValue> attributes = point.getAttributesList();
    long time = point.getTimeUnixNano();
    put(name + "_count", common, attributes, "", delta, time, (double) point.getCount(), null);
    put(name + "_sum", common, attributes, "", delta, time, point.getSum(), null);
    double below = 0;
    for (int i = 0; i < point.getBucketCountsCount(); i++) {
      below += point.getBucketCounts(i);
      String bound =
          i == point.getExplicitBoundsCount() ? "+Inf" : text(point.getExplicitBounds(i));
      put(name + "_bucket", common, attributes, "le=" + bound, delta, time, below, null);
    }
  }

  private void exponential(
      Map<String, String> common,
      Metric metric,
      boolean delta,
      ExponentialHistogramDataPoint point) {
    NativeHistogram histogram =
        NativeHistogram.ofOtlp(
            point.getScale(),
            1e-128,
            (double) point.getZeroCount(),
            (double) point.getCount(),
            point.getSum(),
            point.getPositive().getOffset(),
            point.getPositive().getBucketCountsList().stream().mapToDouble(c -> c).toArray(),
            0,
            new double[0]);
    String name = metric.getName().replace('.', '_') + "_seconds";
    long time = point.getTimeUnixNano();
    put(name, common, point.getAttributesList(), "", delta, time, 0, histogram);
  }

  private void summary(Map<String, String> common, SummaryDataPoint point) {
    String name = "rpc_duration_milliseconds";
    List<KeyValue> attributes = point.getAttributesList();
    long time = point.getTimeUnixNano();
    put(name + "_count", common, attributes, "", false, time, (double) point.getCount(), null);
    put(name + "_sum", common, attributes, "", false, time, point.getSum(), null);
    for (SummaryDataPoint.ValueAtQuantile each : point.getQuantileValuesList()) {
      String quantile = "quantile=" + text(each.getQuantile());
      put(name, common, attributes, quantile, false, time, each.getValue(), null);
    }
  }

  private void put(
      String name,
      Map<String, String> common,
      List<KeyValue> attributes,
      String limit,
      boolean delta,
      long time,
      double number,
      @Nullable NativeHistogram histogram) {
    Map<String, String> labels = new TreeMap<>(common);
    labels.put("__name__", name);
    for (KeyValue attribute : attributes) {
      labels.putIfAbsent(attribute.getKey().replace('.', '_'), text(attribute.getValue()));
    }
    if (!limit.isEmpty()) {
      int equals = limit.indexOf('=');
      labels.put(limit.substring(0, equals), limit.substring(equals + 1));
    }
    series
        .computeIfAbsent(Labels.of(labels), unknown -> new ArrayList<>())
        .add(new Raw(delta, time, number, histogram));
  }

  private static Map<String, String> common(Resource resource, InstrumentationScope scope) {
    Map<String, String> attributes = new TreeMap<>();
    resource.getAttributesList().forEach(a -> attributes.put(a.getKey(), text(a.getValue())));
    Map<String, String> common = new TreeMap<>();
    String namespace = attributes.getOrDefault("service.namespace", "");
    String name = attributes.getOrDefault("service.name", "");
    common.put("job", namespace.isEmpty() ? name : namespace + "/" + name);
    common.put("instance", attributes.getOrDefault("service.instance.id", ""));
    common.put("otel_scope_name", scope.getName());
    common.put("otel_scope_version", scope.getVersion());
    return common;
  }

  private static boolean isDelta(AggregationTemporality temporality) {
    return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  }

  private static String text(AnyValue value) {
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }

  private static String text(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
