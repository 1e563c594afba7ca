package io.spanstone.otlp;

import static io.spanstone.otlp.Rebuilt.bytes;
import static io.spanstone.otlp.Rebuilt.keyValues;

import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Metrics of opentelemetry-proto, made of nothing but what the views say. */
final class RebuiltMetrics {
  private RebuiltMetrics() {}

  static Metric metric(MetricView metric) {
    Metric.Builder rebuilt =
        Metric.newBuilder()
            .setName(metric.name().utf8())
            .setDescription(metric.description().utf8())
            .setUnit(metric.unit().utf8())
            .addAllMetadata(keyValues(metric.metadata()));
    int temporality = metric.aggregationTemporality();
    Submessages points = metric.dataPoints();
    switch (metric.type()) {
      case NONE -> {}
      case GAUGE ->
          rebuilt.getGaugeBuilder().addAllDataPoints(all(points, RebuiltMetrics::numberPoint));
      case SUM ->
          rebuilt
              .getSumBuilder()
              .setAggregationTemporalityValue(temporality)
              .setIsMonotonic(metric.isMonotonic())
              .addAllDataPoints(all(points, RebuiltMetrics::numberPoint));
      case HISTOGRAM ->
          rebuilt
              .getHistogramBuilder()
              .setAggregationTemporalityValue(temporality)
              .addAllDataPoints(all(points, RebuiltMetrics::histogramPoint));
      case EXPONENTIAL_HISTOGRAM ->
          rebuilt
              .getExponentialHistogramBuilder()
              .setAggregationTemporalityValue(temporality)
              .addAllDataPoints(all(points, RebuiltMetrics::exponentialPoint));
      case SUMMARY ->
          rebuilt.getSummaryBuilder().addAllDataPoints(all(points, RebuiltMetrics::summaryPoint));
    }
    return rebuilt.build();
  }

  private static NumberDataPoint numberPoint(Slice message) {
    NumberDataPointView point = new NumberDataPointView().read(message);
    NumberDataPoint.Builder rebuilt =
        NumberDataPoint.newBuilder()
            .addAllAttributes(keyValues(point.attributes()))
            .setStartTimeUnixNano(point.startTimeUnixNano())
            .setTimeUnixNano(point.timeUnixNano())
            .setFlags(point.flags())
            .addAllExemplars(all(point.exemplars(), RebuiltMetrics::exemplar));
    if (point.isInt()) {
      rebuilt.setAsInt(point.intValue());
    } else if (point.hasValue()) {
      rebuilt.setAsDouble(point.doubleValue());
    }
    return rebuilt.build();
  }

  private static HistogramDataPoint histogramPoint(Slice message) {
    HistogramDataPointView point = new HistogramDataPointView().read(message);
    HistogramDataPoint.Builder rebuilt =
        HistogramDataPoint.newBuilder()
            .addAllAttributes(keyValues(point.attributes()))
            .setStartTimeUnixNano(point.startTimeUnixNano())
            .setTimeUnixNano(point.timeUnixNano())
            .setFlags(point.flags())
            .setCount(point.count())
            .addAllBucketCounts(list(point.bucketCounts().toLongArray()))
            .addAllExplicitBounds(list(point.explicitBounds().toDoubleArray()))
            .addAllExemplars(all(point.exemplars(), RebuiltMetrics::exemplar));
    if (point.hasSum()) {
      rebuilt.setSum(point.sum());
    }
    if (point.hasMin()) {
      rebuilt.setMin(point.min());
    }
    if (point.hasMax()) {
      rebuilt.setMax(point.max());
    }
    return rebuilt.build();
  }

  private static ExponentialHistogramDataPoint exponentialPoint(Slice message) {
    ExponentialHistogramDataPointView point = new ExponentialHistogramDataPointView().read(message);
    ExponentialHistogramDataPoint.Builder rebuilt =
        ExponentialHistogramDataPoint.newBuilder()
            .addAllAttributes(keyValues(point.attributes()))
            .setStartTimeUnixNano(point.startTimeUnixNano())
            .setTimeUnixNano(point.timeUnixNano())
            .setFlags(point.flags())
            .setCount(point.count())
            .setScale(point.scale())
            .setZeroCount(point.zeroCount())
            .setZeroThreshold(point.zeroThreshold())
            .setPositive(buckets(point.positive()))
            .setNegative(buckets(point.negative()))
            .addAllExemplars(all(point.exemplars(), RebuiltMetrics::exemplar));
    if (point.hasSum()) {
      rebuilt.setSum(point.sum());
    }
    if (point.hasMin()) {
      rebuilt.setMin(point.min());
    }
    if (point.hasMax()) {
      rebuilt.setMax(point.max());
    }
    return rebuilt.build();
  }

  private static ExponentialHistogramDataPoint.Buckets buckets(Buckets buckets) {
    return ExponentialHistogramDataPoint.Buckets.newBuilder()
        .setOffset(buckets.offset())
        .addAllBucketCounts(list(buckets.bucketCounts().toLongArray()))
        .build();
  }

  private static SummaryDataPoint summaryPoint(Slice message) {
    SummaryDataPointView point = new SummaryDataPointView().read(message);
    return SummaryDataPoint.newBuilder()
        .addAllAttributes(keyValues(point.attributes()))
        .setStartTimeUnixNano(point.startTimeUnixNano())
        .setTimeUnixNano(point.timeUnixNano())
        .setFlags(point.flags())
        .setCount(point.count())
        .setSum(point.sum())
        .addAllQuantileValues(all(point.quantileValues(), RebuiltMetrics::quantile))
        .build();
  }

  private static SummaryDataPoint.ValueAtQuantile quantile(Slice message) {
    QuantileView quantile = new QuantileView().read(message);
    return SummaryDataPoint.ValueAtQuantile.newBuilder()
        .setQuantile(quantile.quantile())
        .setValue(quantile.value())
        .build();
  }

  private static Exemplar exemplar(Slice message) {
    ExemplarView exemplar = new ExemplarView().read(message);
    Exemplar.Builder rebuilt =
        Exemplar.newBuilder()
            .addAllFilteredAttributes(keyValues(exemplar.filteredAttributes()))
            .setTimeUnixNano(exemplar.timeUnixNano())
            .setSpanId(bytes(exemplar.spanId()))
            .setTraceId(bytes(exemplar.traceId()));
    if (exemplar.isInt()) {
      rebuilt.setAsInt(exemplar.intValue());
    } else if (exemplar.hasValue()) {
      rebuilt.setAsDouble(exemplar.doubleValue());
    }
    return rebuilt.build();
  }

  private static <T> List<T> all(Submessages messages, Function<Slice, T> rebuild) {
    List<T> rebuilt = new ArrayList<>();
    while (messages.next()) {
      rebuilt.add(rebuild.apply(messages.message()));
    }
    return rebuilt;
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
