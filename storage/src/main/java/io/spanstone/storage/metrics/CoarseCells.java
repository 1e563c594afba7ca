package io.spanstone.storage.metrics;

import io.spanstone.metric.SelectHints;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Where points stand added up in coarse cells, for what does not look at single points.
 * Implementations MUST be thread-safe.
 */
@FunctionalInterface
public interface CoarseCells {
  /** There are none. */
  CoarseCells NONE = () -> (names, hints) -> List.of();

  /** To be asked before a snapshot is taken, so that the snapshot has what it promises. */
  Plan plan() throws IOException;

  /** What is to be read of one snapshot. */
  @FunctionalInterface
  interface Plan {
    /**
     * Which blocks to read, and which points of them, so that sums over the windows of a query are
     * those of the points as received. Nothing if these have to be read.
     *
     * @param metricNames all that may be selected, as blocks have them
     */
    List<Part> parts(Set<String> metricNames, SelectHints hints);
  }

  /**
   * Points in cells that lie within a stretch of time.
   *
   * @param blocks that may have some
   */
  record Part(long startUnixNano, long endUnixNano, BlockFilter blocks) {}
}
