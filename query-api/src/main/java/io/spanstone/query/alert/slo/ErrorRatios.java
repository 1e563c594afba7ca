package io.spanstone.query.alert.slo;

import io.spanstone.metric.SelectLimits;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.red.RedStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of windows and those that are not good, by roll-ups where there are.
 * Thread-safe.
 */
public final class ErrorRatios {
  /** Calls are counted by it. */
  public static final Duration CELL = Duration.ofNanos(RedQuery.CELL_NANOS);

  private static final long MILLI = 1_000_000;
  private static final int MAX_SERIES = 10_000;
  private static final long MAX_NUMBERS = 4_000_000;

  private final RedStore red;
  private final Duration budget;

  /**
   * Reads from there.
   *
   * @param budget how long one reading may take
   */
  public ErrorRatios(RedStore red, Duration budget) {
    this.red = red;
    this.budget = budget;
  }

  /**
   * Calls of a window or step.
   *
   * @param bad how many of them were not good
   */
  public record Counted(long calls, long bad) {
    /** The share that was not good; 0 if there were no calls. */
    public double ratio() {
      return calls == 0 ? 0 : (double) bad / calls;
    }

    /** All of them together. */
    public static Counted sum(List<Counted> all) {
      return new Counted(
          all.stream().mapToLong(Counted::calls).sum(), all.stream().mapToLong(Counted::bad).sum());
    }
  }

  /** The end of the last cell that is over at a time. */
  public static Instant cell(Instant at) {
    long cell = CELL.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), cell) * cell);
  }

  /**
   * The calls of each step of a window.
   *
   * @param latency as for {@link #calls}
   * @param from a whole number of steps since the epoch
   * @param step a multiple of 10 s
   */
  public List<Counted> overTime(
      String service,
      @Nullable String operation,
      @Nullable Duration latency,
      Instant from,
      Duration step,
      int steps)
      throws IOException {
    long start = from.toEpochMilli() * MILLI;
    return red(
        new RedQuery(
            service, operation, GroupBy.NONE, start, step.toNanos(), steps, threshold(latency)));
  }

  /**
   * The calls that ended in a window up to a time, both widened to whole steps of reading.
   *
   * @param latency calls that take longer are not good, as those that fail; the threshold is moved
   *     by 0.28 % at most. Null if only those that fail are not
   */
  public Counted calls(
      String service,
      @Nullable String operation,
      @Nullable Duration latency,
      Duration window,
      Instant at)
      throws IOException {
    long cell = RedQuery.CELL_NANOS;
    long end = cell(at).toEpochMilli() * MILLI;
    long step = Math.max(cell, window.toNanos() / cell * cell);
    return red(new RedQuery(
            service, operation, GroupBy.NONE, end - step, step, 1, threshold(latency)))
        .get(0);
  }

  private static long threshold(@Nullable Duration latency) {
    return latency == null ? RedQuery.NO_THRESHOLD : latency.toNanos();
  }

  private List<Counted> red(RedQuery query) throws IOException {
    SelectLimits limits =
        new SelectLimits(MAX_SERIES, MAX_NUMBERS, System.nanoTime() + budget.toNanos());
    return red.red(query, limits).get(0).steps().stream()
        .map(each -> new Counted(each.count(), each.errors() + each.slow()))
        .toList();
  }
}
