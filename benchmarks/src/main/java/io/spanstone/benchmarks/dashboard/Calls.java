package io.spanstone.benchmarks.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Calls, evenly spread, and charts of them that move on step by step, as those do which people look
 * at. The same each time they are asked for.
 *
 * @param name in the figures
 * @param start of the first range
 * @param length of each range that charts show
 * @param step of the charts
 * @param count how many calls a range has
 */
record Calls(String name, Instant start, Duration length, Duration step, int count) {
  /** As long as segments of metrics are open. */
  static final Duration PART = Duration.ofSeconds(5);

  /** How many different ranges are asked for, each a step later than the one before. */
  static final int RANGES = 8;

  /** The calls of each part, which is 5 s long, in the order of time. */
  Stream<List<Call>> parts() {
    return LongStream.range(0, partCount()).mapToObj(this::part);
  }

  /** The calls of a part; there are always more. */
  List<Call> part(long part) {
    return Call.between(
        startUnixNano() + part * PART.toNanos(),
        startUnixNano() + (part + 1) * PART.toNanos(),
        (int) (before(part + 1) - before(part)),
        part);
  }

  long partCount() {
    return length.plus(step.multipliedBy(RANGES - 1)).dividedBy(PART);
  }

  /** How many calls there are in all. */
  long total() {
    return before(partCount());
  }

  /** The start of a range. */
  Instant start(int range) {
    return start.plus(step.multipliedBy(range));
  }

  /** The range whose last step has the part. */
  int rangeOf(long part) {
    return RANGES + (int) ((part - partCount()) / step.dividedBy(PART));
  }

  Instant end(int range) {
    return start(range).plus(length);
  }

  private long before(long part) {
    return count * part / length.dividedBy(PART);
  }

  private long startUnixNano() {
    return start.getEpochSecond() * 1_000_000_000;
  }
}
