package io.spanstone.storage;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;

/** Small metrics by hand. */
final class TestMetrics {
  private TestMetrics() {}

  static MetricsData gauge(String service, String name, NumberDataPoint... points) {
    Gauge gauge = Gauge.newBuilder().addAllDataPoints(List.of(points)).build();
    return metrics(service, "test", named(name).setGauge(gauge).build());
  }

  static Metric.Builder named(String name) {
    return Metric.newBuilder().setName(name);
  }

  static NumberDataPoint number(long timeUnixNano, double value) {
    return NumberDataPoint.newBuilder().setTimeUnixNano(timeUnixNano).setAsDouble(value).build();
  }

  static MetricsData metrics(String service, String scope, Metric... metrics) {
    KeyValue name =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue(service))
            .build();
    return MetricsData.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(name))
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName(scope))
                        .addAllMetrics(List.of(metrics))))
        .build();
  }
}
