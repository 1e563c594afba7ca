package io.spanstone.collector;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.collector.pack.BlockPayloads;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests whose records carry numbers, so that each can be told from all others when it is found.
 */
final class NumberedOtlp {
  private NumberedOtlp() {}

  /** An export request with the records {@code from}, …, {@code from + count - 1}. */
  static Slice request(Signal signal, int from, int count, Instant time) {
    IntStream numbers = IntStream.range(from, from + count);
    long nanos = time.getEpochSecond() * 1_000_000_000 + time.getNano();
    Resource resource =
        Resource.newBuilder().addAttributes(text("service.name", "service-" + from % 3)).build();
    return Slice.of(
        switch (signal) {
          case TRACES -> traces(resource, numbers, nanos).toByteArray();
          case LOGS -> logs(resource, numbers, nanos).toByteArray();
          case METRICS -> metrics(resource, numbers, nanos).toByteArray();
        });
  }

  /** The numbers of the records in all blocks in a JSON text: a document, or many in an answer. */
  static List<Integer> numbersIn(Signal signal, Slice json) {
    List<Integer> numbers = new ArrayList<>();
    try {
      for (Slice payload : BlockPayloads.in(json)) {
        numbers.addAll(numbersIn(signal, payload.toByteArray()));
      }
    } catch (IOException e) {
      throw new AssertionError("no blocks: " + json.utf8(), e);
    }
    return numbers;
  }

  private static List<Integer> numbersIn(Signal signal, byte[] otlp) throws IOException {
    return switch (signal) {
      case TRACES -> spanNumbers(TracesData.parseFrom(otlp));
      case LOGS -> logNumbers(LogsData.parseFrom(otlp));
      case METRICS -> pointNumbers(MetricsData.parseFrom(otlp));
    };
  }

  private static TracesData traces(Resource resource, IntStream numbers, long nanos) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    numbers.forEach(
        number ->
            scope.addSpans(
                Span.newBuilder()
                    .setTraceId(bytes(16, 1 + number / 10))
                    .setSpanId(bytes(8, 1 + number))
                    .setName("numbered")
                    .setStartTimeUnixNano(nanos)
                    .setEndTimeUnixNano(nanos + 1000)));
    return TracesData.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build();
  }

  private static List<Integer> spanNumbers(TracesData data) {
    return data.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> (int) span.getSpanId().asReadOnlyByteBuffer().getLong() - 1)
        .toList();
  }

  private static LogsData logs(Resource resource, IntStream numbers, long nanos) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    numbers.forEach(
        number ->
            scope.addLogRecords(
                LogRecord.newBuilder()
                    .setTimeUnixNano(nanos)
                    .setBody(AnyValue.newBuilder().setIntValue(number))));
    return LogsData.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope))
        .build();
  }

  private static List<Integer> logNumbers(LogsData data) {
    return data.getResourceLogsList().stream()
        .flatMap(resource -> resource.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .map(log -> (int) log.getBody().getIntValue())
        .toList();
  }

  private static MetricsData metrics(Resource resource, IntStream numbers, long nanos) {
    Gauge.Builder gauge = Gauge.newBuilder();
    numbers.forEach(
        number ->
            gauge.addDataPoints(
                NumberDataPoint.newBuilder().setTimeUnixNano(nanos).setAsInt(number)));
    Metric metric = Metric.newBuilder().setName("numbered").setGauge(gauge).build();
    return MetricsData.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource)
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build();
  }

  private static List<Integer> pointNumbers(MetricsData data) {
    Stream<Metric> metrics =
        data.getResourceMetricsList().stream()
            .flatMap(resource -> resource.getScopeMetricsList().stream())
            .flatMap(scope -> scope.getMetricsList().stream());
    return metrics
        .flatMap(metric -> metric.getGauge().getDataPointsList().stream())
        .map(point -> (int) point.getAsInt())
        .toList();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString bytes(int length, long value) {
    return ByteString.copyFrom(ByteBuffer.allocate(length).putLong(length - 8, value).array());
  }
}
