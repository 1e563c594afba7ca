package io.spanstone.benchmarks.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The calls of a stretch of time, evenly spread, and the charts of it. The same each time they are
 * asked for.
 *
 * @param name in the figures
 * @param step of the charts
 */
record Calls(String name, Instant start, Duration length, Duration step, int count) {
  /** As long as segments of metrics are open. */
  static final Duration PART = Duration.ofSeconds(5);

  /** The calls of each part, which is 5 s long, in the order of time. */
  Stream<List<Call>> parts() {
    long parts = length.dividedBy(PART);
    return LongStream.range(0, parts)
        .mapToObj(
            part ->
                Call.between(
                    startUnixNano() + part * PART.toNanos(),
                    startUnixNano() + (part + 1) * PART.toNanos(),
                    (int) (count * (part + 1) / parts - count * part / parts),
                    part));
  }

  long startUnixNano() {
    return start.getEpochSecond() * 1_000_000_000;
  }

  Instant end() {
    return start.plus(length);
  }
}
