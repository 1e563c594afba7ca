package io.spanstone.collector.derive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What deriving tells of itself. Thread-safe. */
final class DeriverCounters {
  private final Counter failures;
  private final Counter points;
  private final Counter counted;
  private final Counter overflowed;
  private final Counter refusedByTime;
  private final Counter refusedBySize;
  private final Counter overflowedCalls;
  private final Counter overflowedOperations;
  private final Counter refusedCalls;
  private final Counter undecidedCalls;
  private final Counter overflowedRecords;
  private final Counter recordsRefusedByTime;
  private final Counter recordsRefusedBySize;
  private final Counter overflowedExceptions;
  private final Counter refusedExceptions;

  DeriverCounters(MeterRegistry meters) {
    failures =
        Counter.builder("spanstone.derived.failures")
            .description("Segments that no metrics could be derived from, for a fault of ours")
            .register(meters);
    points =
        Counter.builder("spanstone.derived.points")
            .description("Data points derived from spans")
            .register(meters);
    counted =
        Counter.builder("spanstone.derived.agent.points")
            .description("Data points in which agents count the spans that are not sampled")
            .register(meters);
    overflowed =
        Counter.builder("spanstone.derived.overflow.spans")
            .description("Spans counted in a series \"other\", beyond the limit of series")
            .register(meters);
    refusedByTime = refused("time", meters);
    refusedBySize = refused("size", meters);
    overflowedCalls =
        Counter.builder("spanstone.derived.overflow.calls")
            .description("Calls counted in an edge to \"other\", beyond the limit of edges")
            .register(meters);
    overflowedOperations =
        Counter.builder("spanstone.derived.overflow.edge.operations")
            .description("Calls counted in an operation \"other\" of an edge, beyond the limit")
            .register(meters);
    refusedCalls =
        Counter.builder("spanstone.derived.refused.calls")
            .description("Calls that no edge counts, beyond the limit of points of a segment")
            .register(meters);
    undecidedCalls =
        Counter.builder("spanstone.derived.undecided.calls")
            .description("Calls that no edge counts, because what would tell their server was lost")
            .register(meters);
    overflowedRecords =
        Counter.builder("spanstone.derived.overflow.records")
            .description("Log records counted in a pattern \"other\", beyond the limit of patterns")
            .register(meters);
    recordsRefusedByTime = refusedRecords("time", meters);
    recordsRefusedBySize = refusedRecords("size", meters);
    overflowedExceptions =
        Counter.builder("spanstone.derived.overflow.exceptions")
            .description("Exceptions counted in a group \"other\", beyond the limit of groups")
            .register(meters);
    refusedExceptions =
        Counter.builder("spanstone.derived.refused.exceptions")
            .description("Exceptions that no metric counts, beyond the limit of a segment")
            .register(meters);
  }

  void failed() {
    failures.increment();
  }

  /** Points that agents sent. */
  void counted(int points) {
    counted.increment(points);
  }

  void derived(int newPoints) {
    points.increment(newPoints);
  }

  void count(SpanMetrics spans) {
    overflowed.increment(spans.overflowed());
    refusedByTime.increment(spans.refusedByTime());
    refusedBySize.increment(spans.refusedBySize());
  }

  void count(EdgeMetrics edges) {
    overflowedCalls.increment(edges.overflowed());
    overflowedOperations.increment(edges.overflowedOperations());
    refusedCalls.increment(edges.refusedBySize());
  }

  void count(LogMetrics logs) {
    recordsRefusedByTime.increment(logs.refusedByTime());
    overflowedRecords.increment(logs.patterns().overflowed());
    recordsRefusedBySize.increment(logs.patterns().refused());
    countExceptions(logs.exceptions());
  }

  void countExceptions(LogTally exceptions) {
    overflowedExceptions.increment(exceptions.overflowed());
    refusedExceptions.increment(exceptions.refused());
  }

  void undecided(int calls) {
    undecidedCalls.increment(calls);
  }

  private static Counter refused(String reason, MeterRegistry meters) {
    return Counter.builder("spanstone.derived.refused.spans")
        .description("Spans that derived metrics do not count, because of their end time or size")
        .tag("reason", reason)
        .register(meters);
  }

  private static Counter refusedRecords(String reason, MeterRegistry meters) {
    return Counter.builder("spanstone.derived.refused.records")
        .description("Log records that no metric counts, because of their time or size")
        .tag("reason", reason)
        .register(meters);
  }
}
