package io.spanstone.storage.red;

import io.spanstone.block.BlockFields;
import io.spanstone.block.Rollup;
import io.spanstone.storage.metrics.BlockFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cells are read for which time, so that every cell lies in one step: the coarsest that begin
 * and end with the steps. A single step is cut, so that only its ends are read in fine cells.
 */
final class ReadingPlan {

  /**
   * A stretch of time.
   *
   * @param coarsest the cells that may be read; null: only those of 10 s
   */
  record Part(long startUnixNano, long endUnixNano, @Nullable Rollup coarsest) {
    boolean contains(long cellStartUnixNano, long cellEndUnixNano) {
      return cellStartUnixNano >= startUnixNano && cellEndUnixNano <= endUnixNano;
    }

    /** Blocks with points of the metrics that may lie in it. */
    BlockFilter blocks(Collection<DerivedDuration> metrics) {
      return BlockFilter.all(
          BlockFilter.terms(BlockFields.METRIC_NAME, DerivedDuration.prometheusNames(metrics)),
          BlockFilter.range(BlockFields.MAX_TIME, startUnixNano + 1, Long.MAX_VALUE),
          BlockFilter.range(BlockFields.MIN_TIME, 0, endUnixNano + 1));
    }

    /** The same in pieces of whole hours, no longer than that; the latest first. */
    List<Part> pieces(long lengthNanos) {
      List<Part> pieces = new ArrayList<>();
      for (long end = endUnixNano; end > startUnixNano; ) {
        long start = Math.max(startUnixNano, Math.floorDiv(end - 1, lengthNanos) * lengthNanos);
        pieces.add(new Part(start, end, coarsest));
        end = start;
      }
      return pieces;
    }
  }

  private ReadingPlan() {}

  /** The parts, the latest first. */
  static List<Part> of(TimeSteps steps) {
    List<Part> parts = new ArrayList<>();
    if (steps.count() == 1) {
      cut(steps.startUnixNano(), steps.endUnixNano(), Rollup.COARSEST_FIRST, parts);
    } else {
      parts.add(new Part(steps.startUnixNano(), steps.endUnixNano(), coarsest(steps)));
    }
    Collections.reverse(parts);
    return parts;
  }

  private static @Nullable Rollup coarsest(TimeSteps steps) {
    for (Rollup rollup : Rollup.COARSEST_FIRST) {
      if (steps.startUnixNano() % rollup.cellNanos() == 0
          && steps.lengthNanos() % rollup.cellNanos() == 0) {
        return rollup;
      }
    }
    return null;
  }

  private static void cut(long start, long end, List<Rollup> coarsestFirst, List<Part> to) {
    if (start >= end) {
      return;
    }
    if (coarsestFirst.isEmpty()) {
      to.add(new Part(start, end, null));
      return;
    }
    long cell = coarsestFirst.get(0).cellNanos();
    List<Rollup> finer = coarsestFirst.subList(1, coarsestFirst.size());
    long first = Math.floorDiv(start + cell - 1, cell) * cell;
    long last = Math.floorDiv(end, cell) * cell;
    if (first >= last) {
      cut(start, end, finer, to);
      return;
    }
    cut(start, first, finer, to);
    to.add(new Part(first, last, coarsestFirst.get(0)));
    cut(last, end, finer, to);
  }
}
