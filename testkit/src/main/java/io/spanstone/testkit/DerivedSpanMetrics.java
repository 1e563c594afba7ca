package io.spanstone.testkit;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;

/**
 * What a collector derives from spans, the plain way: a point for each span. For span names that
 * carry no ids.
 */
public final class DerivedSpanMetrics {
  private static final long CELL_NANOS = 10_000_000_000L;
  private static final int SCALE = 7;

  private DerivedSpanMetrics() {}

  public static MetricsData of(TracesData traces) {
    MetricsData.Builder data = MetricsData.newBuilder();
    for (ResourceSpans resource : traces.getResourceSpansList()) {
      ExponentialHistogram.Builder histogram =
          ExponentialHistogram.newBuilder()
              .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> histogram.addDataPoints(point(span)));
      }
      data.addResourceMetricsBuilder()
          .setResource(resource(resource.getResource().getAttributesList()))
          .addScopeMetrics(scope(histogram));
    }
    return data.build();
  }

  private static ScopeMetrics.Builder scope(ExponentialHistogram.Builder histogram) {
    return ScopeMetrics.newBuilder()
        .setScope(InstrumentationScope.newBuilder().setName("io.spanstone.derive"))
        .addMetrics(
            Metric.newBuilder()
                .setName("span.duration")
                .setDescription("Duration of spans")
                .setUnit("s")
                .setExponentialHistogram(histogram));
  }

  private static Resource resource(List<KeyValue> attributes) {
    Resource.Builder resource = Resource.newBuilder();
    attributes.stream()
        .filter(
            attribute ->
                List.of("service.name", "service.namespace", "service.version")
                    .contains(attribute.getKey()))
        .forEach(resource::addAttributes);
    return resource.build();
  }

  private static ExponentialHistogramDataPoint point(Span span) {
    long end = span.getEndTimeUnixNano();
    long nanos = Math.max(0, end - span.getStartTimeUnixNano());
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .addAttributes(attribute("span.name", span.getName()))
            .addAttributes(attribute("span.kind", span.getKind().name()))
            .addAttributes(attribute("status.code", span.getStatus().getCode().name()))
            .setStartTimeUnixNano(end / CELL_NANOS * CELL_NANOS)
            .setTimeUnixNano((end / CELL_NANOS + 1) * CELL_NANOS)
            .setCount(1)
            .setSum(nanos / 1e9)
            .setScale(SCALE);
    if (nanos == 0) {
      point.setZeroCount(1);
    } else {
      double log2 = Math.log(nanos / 1e9) / Math.log(2);
      point
          .getPositiveBuilder()
          .setOffset((int) Math.ceil(log2 * (1 << SCALE)) - 1)
          .addBucketCounts(1);
    }
    return point.build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
