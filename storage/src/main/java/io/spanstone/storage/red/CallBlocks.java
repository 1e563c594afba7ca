package io.spanstone.storage.red;

import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which blocks may have the calls that are wanted.
 *
 * @param filters all of them let such a block through
 */
record CallBlocks(Set<DerivedDuration> metrics, List<BlockFilter> filters, RollupFilter rolledUp) {

  /** Those of a part of the time. */
  BlockFilter of(ReadingPlan.Part part) {
    List<BlockFilter> all = new ArrayList<>(filters);
    all.add(part.blocks(metrics));
    all.add(rolledUp.blocks(part.coarsest()));
    return BlockFilter.all(all);
  }

  /** Reads those of a part of the time. */
  void read(MetricBlocks blocks, ReadingPlan.Part part, CallAggregation<?> to) throws IOException {
    blocks.payloads(
        of(part),
        (metricsData, newestUnixNano) -> {
          to.add(metricsData, newestUnixNano, part);
          return true;
        });
  }
}
