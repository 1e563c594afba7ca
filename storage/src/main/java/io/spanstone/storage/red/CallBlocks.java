package io.spanstone.storage.red;

import io.spanstone.block.BlockFields;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.BlockHead;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which blocks may have the calls that are wanted.
 *
 * @param filters all of them let such a block through
 * @param read what is remembered of blocks
 */
record CallBlocks(
    Set<DerivedDuration> metrics,
    List<BlockFilter> filters,
    RollupFilter rolledUp,
    DerivedBlocks read) {

  /** Reads those of some parts of the time, the latest first. */
  void read(MetricBlocks blocks, List<ReadingPlan.Part> parts, CallAggregation<?> to)
      throws IOException {
    read(blocks, parts, to, heads -> heads);
  }

  /**
   * The same.
   *
   * @param needed says which of all that there are have to be read
   */
  void read(
      MetricBlocks blocks,
      List<ReadingPlan.Part> parts,
      CallAggregation<?> to,
      UnaryOperator<List<BlockHead>> needed)
      throws IOException {
    List<BlockFilter> filters = parts.stream().map(this::of).toList();
    List<Optional<List<BlockHead>>> found = blocks.heads(filters);
    for (int i = 0; i < parts.size(); i++) {
      if (found.get(i).isPresent()) {
        read(blocks, filters.get(i), needed.apply(found.get(i).get()), parts.get(i), to);
      } else {
        stream(blocks, filters.get(i), parts.get(i), to);
      }
    }
  }

  private void read(
      MetricBlocks blocks,
      BlockFilter filter,
      List<BlockHead> heads,
      ReadingPlan.Part part,
      CallAggregation<?> to)
      throws IOException {
    if (heads.stream().allMatch(BlockHead::unique)) {
      read.read(blocks, heads, (head, block) -> to.add(block, head.maxTimeUnixNano(), part));
    } else {
      stream(blocks, BlockFilter.all(filter, cameWith(heads)), part, to);
    }
  }

  private BlockFilter of(ReadingPlan.Part part) {
    List<BlockFilter> all = new ArrayList<>(filters);
    all.add(part.blocks(metrics));
    all.add(rolledUp.blocks(part.coarsest()));
    return BlockFilter.all(all);
  }

  private static BlockFilter cameWith(List<BlockHead> heads) {
    return BlockFilter.terms(
        BlockFields.INGEST_TIME,
        heads.stream().map(head -> String.valueOf(head.ingestTimeUnixNano())).distinct().toList());
  }

  /** Without remembering them. */
  private void stream(
      MetricBlocks blocks, BlockFilter filter, ReadingPlan.Part part, CallAggregation<?> to)
      throws IOException {
    DerivedDecoder decoder = read.decoder();
    blocks.payloads(
        filter,
        (metricsData, newestUnixNano) -> {
          to.add(decoder.decode(metricsData), newestUnixNano, part);
          return true;
        });
  }
}
