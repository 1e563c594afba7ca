package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
import io.spanstone.collector.cell.DurationScale;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.util.Arrays;

/**
 * The calls of one series that ended in one cell. Keeps two bytes a call, so that its memory grows
 * with the calls and not with how far their durations lie apart. Not thread-safe.
 */
final class CellTally {
  private static final int INITIAL_CALLS = 4;

  private final Cell cell;
  private final Exemplars exemplars;

  /** The bucket of each call that took any time. */
  private short[] buckets = new short[INITIAL_CALLS];

  private int bucketed;
  private int zeroCount;

  /** Exact up to 104 days of calls in the cell. */
  private double sumNanos;

  CellTally(Cell cell, int maxExemplars) {
    this.cell = cell;
    this.exemplars = new Exemplars(maxExemplars);
  }

  void add(SpanView span) {
    long nanos = span.durationNanos();
    if (count(nanos)) {
      addExemplar(nanos, span.endTimeUnixNano(), span.traceId(), span.spanId());
    }
  }

  /** Counts a call. Returns whether it is among the slowest, and to be an exemplar. */
  boolean count(long nanos) {
    if (nanos == 0) {
      zeroCount++;
    } else {
      if (bucketed == buckets.length) {
        buckets = Arrays.copyOf(buckets, 2 * bucketed);
      }
      buckets[bucketed++] = (short) DurationScale.bucket(nanos);
      sumNanos += (double) nanos;
    }
    return exemplars.wants(DurationScale.seconds((double) nanos));
  }

  void addExemplar(long nanos, long endUnixNano, Slice traceId, Slice spanId) {
    double seconds = DurationScale.seconds((double) nanos);
    exemplars.add(new Exemplars.Call(seconds, endUnixNano, traceId, spanId));
  }

  int count() {
    return bucketed + zeroCount;
  }

  /** The data point of these calls; nothing may be added afterwards. */
  Point toPoint(Slice attributes) {
    return new Point(
        attributes,
        cell,
        count(),
        zeroCount,
        DurationScale.seconds(sumNanos),
        BucketCounts.of(buckets, bucketed),
        exemplars);
  }
}
