package io.spanstone.testkit;

import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Instant;
import java.util.Random;

/**
 * Telemetry as a small web shop's services would send it: trace trees over several services with
 * their errors, events and links, logs in English and Chinese, metrics of every kind, attributes of
 * every type. Everything follows from the seed and the calls made; for odd and hostile messages see
 * {@link OddOtlp}. Not thread-safe.
 */
public final class RandomOtlp {
  /** Where time starts unless said otherwise. */
  public static final Instant DEFAULT_START = Instant.parse("2026-06-01T12:00:00Z");

  private final RandomTraces traces;
  private final RandomLogs logs;
  private final RandomMetrics metrics;

  public RandomOtlp(long seed) {
    this(seed, DEFAULT_START);
  }

  /** Telemetry from {@code start} on; each trace, log record and round of metrics is later. */
  public RandomOtlp(long seed, Instant start) {
    Random random = new Random(seed);
    RandomValues values = new RandomValues(random);
    RandomClock clock = new RandomClock(random, start);
    traces = new RandomTraces(random, values, clock);
    logs = new RandomLogs(random, values, clock);
    metrics = new RandomMetrics(random, values, clock);
  }

  /** Whole trace trees of 1 to 24 spans, {@code spans} in all, grouped by service and scope. */
  public TracesData traces(int spans) {
    return traces.traces(spans);
  }

  /** So many log records, grouped by service and scope; some belong to a span. */
  public LogsData logs(int records) {
    return logs.logs(records);
  }

  /** Metrics with {@code dataPoints} points in all, grouped by service and scope. */
  public MetricsData metrics(int dataPoints) {
    return metrics.metrics(dataPoints);
  }
}
