package io.spanstone.e2e.ui;

import static io.spanstone.e2e.ui.ShopTelemetry.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Ten minutes of what the agent reports of a JVM every 15 seconds: 64 MiB of Eden and 128 MiB of
 * Old Gen out of 512 MiB, 10 ms of garbage collection a report, 12 threads, a quarter of the CPU.
 * The collections also under a name that begins with the service's, since real JVMs, too, are heard
 * of.
 */
final class JvmMetrics {
  private static final int REPORTS = 40;
  private static final long REPORT_NANOS = 15_000_000_000L;
  private static final long MIB = 1 << 20;
  private static final KeyValue HEAP = attribute("jvm.memory.type", "heap");
  private static final KeyValue EDEN = attribute("jvm.memory.pool.name", "G1 Eden Space");
  private static final KeyValue OLD = attribute("jvm.memory.pool.name", "G1 Old Gen");

  private final long beginNanos =
      Instant.now().toEpochMilli() * 1_000_000 - (REPORTS - 1) * REPORT_NANOS;
  private final ScopeMetrics.Builder metrics = ScopeMetrics.newBuilder();

  private JvmMetrics() {}

  /** Sends those of instances of a service and waits until they can be asked for. */
  static void send(Product product, String service, String... instances)
      throws IOException, InterruptedException {
    for (String instance : instances) {
      sendOne(product, service, instance);
    }
    for (String instance : instances) {
      awaitStored(product, instance);
    }
  }

  private static void sendOne(Product product, String service, String instance)
      throws IOException, InterruptedException {
    JvmMetrics jvm = new JvmMetrics();
    jvm.addAll();
    jvm.addCollections(service + ".gc.duration");
    Otlp.send(
        product,
        "/v1/metrics",
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(
                        Resource.newBuilder()
                            .addAttributes(attribute("service.name", service))
                            .addAttributes(attribute("service.instance.id", instance)))
                    .addScopeMetrics(jvm.metrics))
            .build());
  }

  private static void awaitStored(Product product, String instance)
      throws IOException, InterruptedException {
    String query =
        "/prometheus/api/v1/query?query=jvm_class_count%7Binstance%3D%22" + instance + "%22%7D";
    Await.until(
        () -> product.find(query),
        (JsonNode answer) -> !answer.at("/data/result/0").isMissingNode());
  }

  private void addAll() {
    addSum("jvm.memory.used", "By", 64 * MIB, HEAP, EDEN);
    addSum("jvm.memory.used", "By", 128 * MIB, HEAP, OLD);
    addSum("jvm.memory.limit", "By", 512 * MIB, HEAP, OLD);
    addSum("jvm.thread.count", "{thread}", 12, attribute("jvm.thread.state", "runnable"));
    addSum("jvm.class.count", "{class}", 9_876);
    metrics.addMetrics(
        Metric.newBuilder()
            .setName("jvm.cpu.recent_utilization")
            .setUnit("1")
            .setGauge(
                Gauge.newBuilder()
                    .addAllDataPoints(
                        points(i -> NumberDataPoint.newBuilder().setAsDouble(0.25)))));
    addCollections("jvm.gc.duration");
  }

  private void addSum(String name, String unit, long value, KeyValue... attributes) {
    metrics.addMetrics(
        Metric.newBuilder()
            .setName(name)
            .setUnit(unit)
            .setSum(
                Sum.newBuilder()
                    .setAggregationTemporality(cumulative())
                    .addAllDataPoints(
                        points(
                            i ->
                                NumberDataPoint.newBuilder()
                                    .setAsInt(value)
                                    .addAllAttributes(List.of(attributes))))));
  }

  private void addCollections(String metric) {
    ExponentialHistogram.Builder pauses =
        ExponentialHistogram.newBuilder().setAggregationTemporality(cumulative());
    for (int i = 0; i < REPORTS; i++) {
      pauses.addDataPoints(
          ExponentialHistogramDataPoint.newBuilder()
              .addAttributes(attribute("jvm.gc.name", "G1 Young Generation"))
              .setStartTimeUnixNano(beginNanos)
              .setTimeUnixNano(beginNanos + i * REPORT_NANOS)
              .setScale(3)
              .setCount(i + 1)
              .setSum((i + 1) * 0.01)
              .setPositive(
                  ExponentialHistogramDataPoint.Buckets.newBuilder()
                      .setOffset(-54) // of 8 buckets a doubling, the one with 10 ms
                      .addBucketCounts(i + 1)));
    }
    metrics.addMetrics(
        Metric.newBuilder().setName(metric).setUnit("s").setExponentialHistogram(pauses));
  }

  private List<NumberDataPoint> points(IntFunction<NumberDataPoint.Builder> point) {
    return IntStream.range(0, REPORTS)
        .mapToObj(
            i ->
                point
                    .apply(i)
                    .setStartTimeUnixNano(beginNanos)
                    .setTimeUnixNano(beginNanos + i * REPORT_NANOS)
                    .build())
        .toList();
  }

  private static AggregationTemporality cumulative() {
    return AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  }
}
