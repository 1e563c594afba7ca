package io.spanstone.collector.pack;

import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockPacker;
import io.spanstone.collector.derive.DerivedMerge;
import io.spanstone.otlp.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a segment's derived points. Points of the same series and cell are merged, so there
 * are fewer in the blocks than in the journal, and what an agent counted may make two of one; each
 * block stands for its share of the journal's, so that what is stored adds up to what was
 * journaled.
 */
final class DerivedBlocks {
  private DerivedBlocks() {}

  /**
   * Packs requests of derived points.
   *
   * @param records that they stand for, as journaled
   */
  static List<BlockDocument> of(List<Slice> requests, long records, BlockPacker packer) {
    packer.add(requests.size() == 1 ? requests.get(0) : DerivedMerge.of(requests).request());
    return standingFor(records, packer.finish());
  }

  /** Gives each block a share of {@code records} that goes by how many points it holds. */
  private static List<BlockDocument> standingFor(long records, List<BlockDocument> blocks) {
    long points = blocks.stream().mapToLong(BlockDocument::records).sum();
    if (points == 0) {
      throw new IllegalStateException("no points are in the blocks of " + records + " records");
    }
    List<BlockDocument> shares = new ArrayList<>();
    long pointsBefore = 0;
    long recordsBefore = 0;
    for (BlockDocument block : blocks) {
      pointsBefore += block.records();
      long recordsUntil = Math.round((double) records * pointsBefore / points);
      shares.add(
          new BlockDocument(
              block.signal(), block.period(), (int) (recordsUntil - recordsBefore), block.json()));
      recordsBefore = recordsUntil;
    }
    return shares;
  }
}
