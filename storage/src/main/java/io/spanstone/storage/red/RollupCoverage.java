package io.spanstone.storage.red;

import io.spanstone.block.Rollup;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * How far one collector has rolled up what it stored.
 *
 * @param collector its instance
 * @param untilUnixNano for each roll-up: all of the collector's blocks of an earlier ingest time
 *     are in it, and it can be searched. Not later than that of the next finer roll-up
 */
public record RollupCoverage(String collector, Map<Rollup, Long> untilUnixNano) {

  /** Where it is told. Implementations MUST be thread-safe. */
  @FunctionalInterface
  public interface Source {
    /**
     * What collectors tell. A snapshot of the blocks MUST be taken afterwards, so that it has what
     * is told here.
     */
    List<RollupCoverage> read() throws IOException;
  }

  public RollupCoverage {
    untilUnixNano = Map.copyOf(untilUnixNano);
  }

  long until(Rollup rollup) {
    return untilUnixNano.getOrDefault(rollup, 0L);
  }
}
