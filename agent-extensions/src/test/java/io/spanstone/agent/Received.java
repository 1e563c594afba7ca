package io.spanstone.agent;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What an {@link OtlpReceiver} has got so far, and waiting for more. Not thread-safe. */
final class Received {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  final List<Span> spans = new ArrayList<>();
  final List<LogRecord> logs = new ArrayList<>();

  /** The latest value of each series. */
  final Map<String, Map<Map<String, String>, Long>> metrics = new TreeMap<>();

  private final OtlpReceiver receiver;

  Received(OtlpReceiver receiver) {
    this.receiver = receiver;
  }

  /** Waits until the series with these attributes (keys and values in turn) sum up to this. */
  void awaitValue(long expected, String metric, String... attributes) {
    await(
        () -> value(metric, attributes) == expected ? expected : null,
        () ->
            expected
                + " as "
                + metric
                + List.of(attributes)
                + ", got "
                + metrics.getOrDefault(metric, Map.of()));
  }

  /** Waits until they sum up to this or more. */
  void awaitAtLeast(long expected, String metric, String... attributes) {
    await(
        () -> value(metric, attributes) >= expected ? expected : null,
        () -> expected + " or more as " + metric + List.of(attributes) + ", got " + metrics);
  }

  /** The sum of the latest values of the series with these attributes; -1 if there is none. */
  long value(String metric, String... attributes) {
    Map<String, String> wanted = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      wanted.put(attributes[i], attributes[i + 1]);
    }
    List<Long> values =
        metrics.getOrDefault(metric, Map.of()).entrySet().stream()
            .filter(series -> series.getKey().entrySet().containsAll(wanted.entrySet()))
            .map(Map.Entry::getValue)
            .toList();
    return values.isEmpty() ? -1 : values.stream().mapToLong(Long::longValue).sum();
  }

  Span awaitSpan(String what, Predicate<Span> wanted) {
    return await(
        () -> spans.stream().filter(wanted).findFirst().orElse(null),
        () -> what + ", got " + spans.stream().map(Span::getName).toList());
  }

  LogRecord awaitLog(String what, Predicate<LogRecord> wanted) {
    return await(
        () -> logs.stream().filter(wanted).findFirst().orElse(null), () -> what + ", got " + logs);
  }

  static Map<String, String> attributes(List<KeyValue> list) {
    Map<String, String> attributes = new TreeMap<>();
    list.forEach(each -> attributes.put(each.getKey(), text(each.getValue())));
    return attributes;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case ARRAY_VALUE ->
          String.join(
              ",", value.getArrayValue().getValuesList().stream().map(Received::text).toList());
      default -> value.toString();
    };
  }

  private <T> T await(Supplier<T> condition, Supplier<String> what) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      drain();
      T found = condition.get();
      if (found != null) {
        return found;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain for " + what.get());
      }
      try {
        var more = receiver.metrics.poll(100, TimeUnit.MILLISECONDS);
        if (more != null) {
          receiver.metrics.add(more);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void drain() {
    for (var request = receiver.traces.poll(); request != null; request = receiver.traces.poll()) {
      request.getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .forEach(scope -> spans.addAll(scope.getSpansList()));
    }
    for (var request = receiver.logs.poll(); request != null; request = receiver.logs.poll()) {
      request.getResourceLogsList().stream()
          .flatMap(resource -> resource.getScopeLogsList().stream())
          .forEach(scope -> logs.addAll(scope.getLogRecordsList()));
    }
    for (var request = receiver.metrics.poll();
        request != null;
        request = receiver.metrics.poll()) {
      request.getResourceMetricsList().stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .flatMap(scope -> scope.getMetricsList().stream())
          .forEach(this::keep);
    }
  }

  private void keep(Metric metric) {
    List<NumberDataPoint> points =
        metric.hasSum()
            ? metric.getSum().getDataPointsList()
            : metric.getGauge().getDataPointsList();
    for (NumberDataPoint point : points) {
      metrics
          .computeIfAbsent(metric.getName(), name -> new HashMap<>())
          .put(attributes(point.getAttributesList()), point.getAsInt());
    }
  }
}
