package io.spanstone.storage.red;

import io.spanstone.block.Rollup;
import io.spanstone.metric.SelectHints;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.CoarseCells;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The roll-ups of derived durations, for functions that add up what lies in a window. A cell will
 * do if no window begins or ends within it. Thread-safe.
 */
public final class CoarseDurations implements CoarseCells {
  private static final Set<DerivedDuration> METRICS = EnumSet.allOf(DerivedDuration.class);
  private static final Set<String> NAMES = Set.copyOf(DerivedDuration.prometheusNames(METRICS));

  /** Their answers are the same for points and for sums of points. */
  private static final Set<String> ADDITIVE =
      Set.of("increase", "rate", "delta", "sum_over_time", "present_over_time", "absent_over_time");

  /** Less is read as quickly as it is. */
  private static final long MIN_MILLIS = Duration.ofMinutes(30).toMillis();

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final RollupCoverage.Source coverage;

  public CoarseDurations(RollupCoverage.Source coverage) {
    this.coverage = coverage;
  }

  @Override
  public Plan plan() throws IOException {
    RollupFilter rolledUp = new RollupFilter(coverage.read(), Rollup::series);
    return (names, hints) ->
        NAMES.containsAll(names)
            ? parts(hints).stream().map(part -> part(part, names, rolledUp)).toList()
            : List.of();
  }

  private static List<ReadingPlan.Part> parts(SelectHints hints) {
    long startMillis = hints.startMillis() - hints.rangeMillis();
    if (!ADDITIVE.contains(hints.function())
        || hints.rangeMillis() == 0
        || startMillis < 0
        || hints.endMillis() > Long.MAX_VALUE / NANOS_PER_MILLI - MIN_MILLIS
        || hints.endMillis() - startMillis < MIN_MILLIS) {
      return List.of();
    }
    if (hints.stepMillis() == 0) {
      // A point is in (start, end] if its cell, which ends with its time, is between these.
      return ReadingPlan.of(TimeSteps.one(floor(startMillis), floor(hints.startMillis())));
    }
    for (Rollup rollup : Rollup.COARSEST_FIRST) {
      long cellMillis = rollup.cellNanos() / NANOS_PER_MILLI;
      if (hints.startMillis() % cellMillis == 0
          && hints.stepMillis() % cellMillis == 0
          && hints.rangeMillis() % cellMillis == 0) {
        return List.of(
            new ReadingPlan.Part(
                startMillis * NANOS_PER_MILLI, hints.endMillis() * NANOS_PER_MILLI, rollup));
      }
    }
    return List.of();
  }

  private static Part part(ReadingPlan.Part part, Set<String> names, RollupFilter rolledUp) {
    return new Part(
        part.startUnixNano(),
        part.endUnixNano(),
        BlockFilter.all(
            part.blocks(DerivedDuration.named(names)), rolledUp.blocks(part.coarsest())));
  }

  /** In nanoseconds, at the start of a cell. */
  private static long floor(long millis) {
    return Math.floorDiv(millis * NANOS_PER_MILLI, TimeSteps.CELL_NANOS) * TimeSteps.CELL_NANOS;
  }
}
