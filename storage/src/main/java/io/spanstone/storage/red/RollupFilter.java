package io.spanstone.storage.red;

import io.spanstone.block.BlockFields;
import io.spanstone.block.Rollup;
import io.spanstone.storage.metrics.BlockFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Chooses blocks so that every point of a collector is in exactly one of them: the coarsest roll-up
 * that may be used, as far as it goes; the next finer one from there on; and what is in none, as it
 * was received.
 */
final class RollupFilter {
  private final List<RollupCoverage> coverage;
  private final Function<Rollup, String> kind;

  /**
   * @param kind which blocks of a roll-up are to be read: {@link Rollup#series} or {@link
   *     Rollup#services}
   */
  RollupFilter(List<RollupCoverage> coverage, Function<Rollup, String> kind) {
    this.coverage = coverage;
    this.kind = kind;
  }

  /** Blocks that may be read where cells of the roll-up, or finer ones, will do; null: of 10 s. */
  BlockFilter blocks(@Nullable Rollup coarsest) {
    if (coarsest == null) {
      return BlockFilter.asReceived();
    }
    List<BlockFilter> alternatives = new ArrayList<>();
    Set<String> collectors = new TreeSet<>();
    for (RollupCoverage each : coverage) {
      if (each.until(Rollup.MINUTE) > 0 && collectors.add(each.collector())) {
        alternatives.add(blocks(coarsest, each));
      }
    }
    alternatives.add(
        BlockFilter.all(
            BlockFilter.asReceived(),
            BlockFilter.not(BlockFilter.terms(BlockFields.COLLECTOR, collectors))));
    return BlockFilter.any(alternatives);
  }

  private BlockFilter blocks(Rollup coarsest, RollupCoverage of) {
    List<BlockFilter> parts = new ArrayList<>();
    long covered = 0;
    for (Rollup rollup : Rollup.COARSEST_FIRST) {
      long until = of.until(rollup);
      if (rollup.cellNanos() <= coarsest.cellNanos() && until > covered) {
        parts.add(
            BlockFilter.all(
                BlockFilter.terms(BlockFields.ROLLUP, List.of(kind.apply(rollup))),
                BlockFilter.range(BlockFields.INGEST_TIME, covered, until)));
        covered = until;
      }
    }
    parts.add(
        BlockFilter.all(
            BlockFilter.asReceived(),
            BlockFilter.range(BlockFields.INGEST_TIME, covered, Long.MAX_VALUE)));
    return BlockFilter.all(
        BlockFilter.terms(BlockFields.COLLECTOR, List.of(of.collector())), BlockFilter.any(parts));
  }
}
