package io.spanstone.query;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.spanstone.block.prometheus.SourceLabels;
import java.time.Instant;

/** Edges as the collector derives them. */
final class StoredEdges {
  private static final int SCALE = 7;

  private final ScopeMetrics.Builder scope =
      ScopeMetrics.newBuilder()
          .setScope(InstrumentationScope.newBuilder().setName(SourceLabels.DERIVED_SCOPE));

  /** Calls that took so long each and ended in the 10 s before that time. */
  StoredEdges calls(
      Instant cellEnd, String client, String server, String type, boolean failed, int... millis) {
    return add(
        "edge.duration",
        cellEnd,
        millis,
        attribute("client", client),
        attribute("server", server),
        attribute("connection_type", type),
        attribute("status_code", failed ? "STATUS_CODE_ERROR" : "STATUS_CODE_UNSET"));
  }

  /** The same, of one operation of the server. */
  StoredEdges callsTo(
      Instant cellEnd, String client, String server, String operation, boolean failed, int millis) {
    return add(
        "edge.duration",
        cellEnd,
        new int[] {millis},
        attribute("client", client),
        attribute("server", server),
        attribute("server_operation", operation),
        attribute("connection_type", "http"),
        attribute("status_code", failed ? "STATUS_CODE_ERROR" : "STATUS_CODE_UNSET"));
  }

  /** Calls as they are counted where they are made, in one operation of the client. */
  StoredEdges made(
      Instant cellEnd, String client, String operation, String server, String type, int... millis) {
    return add(
        "operation.call.duration",
        cellEnd,
        millis,
        attribute("client", client),
        attribute("client_operation", operation),
        attribute("server", server),
        attribute("connection_type", type),
        attribute("status_code", "STATUS_CODE_UNSET"));
  }

  /** Messages that were in a queue so long each. */
  StoredEdges queued(Instant cellEnd, String queue, String server, int... millis) {
    return add(
        "edge.queue.duration",
        cellEnd,
        millis,
        attribute("client", queue),
        attribute("server", server),
        attribute("connection_type", "messaging"));
  }

  MetricsData data() {
    MetricsData.Builder data = MetricsData.newBuilder();
    data.addResourceMetricsBuilder().addScopeMetrics(scope);
    return data.build();
  }

  private StoredEdges add(String name, Instant cellEnd, int[] millis, KeyValue... attributes) {
    Metric.Builder metric = scope.addMetricsBuilder().setName(name).setUnit("s");
    metric
        .getExponentialHistogramBuilder()
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    for (int each : millis) {
      long end = cellEnd.getEpochSecond() * 1_000_000_000;
      double seconds = each / 1e3;
      int bucket = (int) Math.ceil(Math.log(seconds) / Math.log(2) * (1 << SCALE)) - 1;
      ExponentialHistogramDataPoint.Builder point =
          metric
              .getExponentialHistogramBuilder()
              .addDataPointsBuilder()
              .setStartTimeUnixNano(end - 10_000_000_000L)
              .setTimeUnixNano(end)
              .setCount(1)
              .setSum(seconds)
              .setScale(SCALE);
      point.getPositiveBuilder().setOffset(bucket).addBucketCounts(1);
      for (KeyValue attribute : attributes) {
        point.addAttributes(attribute);
      }
    }
    return this;
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
