package io.spanstone.collector.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spanstone.otlp.Signal;
import java.util.function.ToDoubleFunction;

/** The journal's own meters, by name. */
final class JournalMetrics {
  private static final String SIGNAL = "signal";

  private final MeterRegistry meters;

  JournalMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  <T> void occupied(T source, ToDoubleFunction<T> bytes) {
    gauge("spanstone.journal.size", "Segments and manifests", source, bytes)
        .baseUnit("bytes")
        .register(meters);
  }

  <T> void quota(T source, ToDoubleFunction<T> bytes) {
    gauge("spanstone.journal.quota", "What segments and manifests may occupy", source, bytes)
        .baseUnit("bytes")
        .register(meters);
  }

  <T> void waiting(Signal signal, T source, ToDoubleFunction<T> bytes) {
    gauge("spanstone.journal.waiting", "Appended, not yet on disk", source, bytes)
        .baseUnit("bytes")
        .tag(SIGNAL, signal.id())
        .register(meters);
  }

  /** One write and fdatasync of all that waited. */
  Timer commit(Signal signal) {
    return meters.timer("spanstone.journal.commit", SIGNAL, signal.id());
  }

  /** How many entries one commit made durable. */
  DistributionSummary commitEntries(Signal signal) {
    return meters.summary("spanstone.journal.commit.entries", SIGNAL, signal.id());
  }

  Counter closedSegments(Signal signal) {
    return meters.counter("spanstone.journal.segments.closed", SIGNAL, signal.id());
  }

  /** Appends refused before anything was written. */
  Counter refused(Signal signal, String reason) {
    return meters.counter("spanstone.journal.refused", SIGNAL, signal.id(), "reason", reason);
  }

  /** Commits that the disk failed. */
  Counter failedCommits(Signal signal) {
    return meters.counter("spanstone.journal.commit.failures", SIGNAL, signal.id());
  }

  /** Files set aside. */
  Counter damaged(Signal signal) {
    return meters.counter("spanstone.journal.damaged.files", SIGNAL, signal.id());
  }

  private static <T> Gauge.Builder<T> gauge(
      String name, String what, T source, ToDoubleFunction<T> value) {
    return Gauge.builder(name, source, value).description(what).strongReference(true);
  }
}
