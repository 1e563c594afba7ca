package io.spanstone.collector;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.spanstone.block.UnixNano;
import java.time.Instant;

/** A histogram that some client made, of the scope {@code client}. */
final class ClientHistogram {
  private static final long CELL_NANOS = 10_000_000_000L;

  private ClientHistogram() {}

  /** With one point: three seconds, which were counted in the ten seconds before a time. */
  static MetricsData named(String metric, Instant time) {
    MetricsData.Builder data = MetricsData.newBuilder();
    var resource = data.addResourceMetricsBuilder();
    resource
        .getResourceBuilder()
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("service.name")
                .setValue(AnyValue.newBuilder().setStringValue("cart")));
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(UnixNano.of(time) - CELL_NANOS)
            .setTimeUnixNano(UnixNano.of(time))
            .setScale(7)
            .setCount(3)
            .setSum(3);
    point.getPositiveBuilder().setOffset(0).addBucketCounts(3);
    resource
        .addScopeMetricsBuilder()
        .setScope(InstrumentationScope.newBuilder().setName("client"))
        .addMetricsBuilder()
        .setName(metric)
        .setUnit("s")
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(point));
    return data.build();
  }
}
