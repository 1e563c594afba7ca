package io.spanstone.storage.red;

import io.spanstone.storage.metrics.BlockHead;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The derived points of blocks that were read: whoever asks for the same time again, in another
 * way, or for a range that has moved on, reads only blocks that are new. Forgets what was not asked
 * for the longest when it has no more room. Thread-safe.
 */
public final class DerivedBlocks {
  private static final long MAX_BYTES = 32L << 20;

  /** Some 300 bytes each. */
  private static final int MAX_SERIES = 50_000;

  private final Remembered<BlockHead, DerivedBlock> blocks;
  private final Map<DerivedSeries, DerivedSeries> series = new HashMap<>();

  public DerivedBlocks() {
    this(MAX_BYTES);
  }

  /**
   * @param maxBytes how much its blocks may take in memory
   */
  public DerivedBlocks(long maxBytes) {
    this.blocks = new Remembered<>(maxBytes, DerivedBlock::weight);
  }

  /** Takes the points of a block. */
  interface Visitor {
    void block(BlockHead head, DerivedBlock block);
  }

  /**
   * Hands over blocks, in their order.
   *
   * @param heads unique ones
   */
  void read(MetricBlocks from, List<BlockHead> heads, Visitor to) throws IOException {
    List<Optional<DerivedBlock>> known =
        heads.stream().map(head -> Optional.ofNullable(blocks.get(head, block -> true))).toList();
    List<BlockHead> unknown = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).isEmpty()) {
        unknown.add(heads.get(i));
      }
    }
    int[] next = {0};
    if (!unknown.isEmpty()) {
      DerivedDecoder decoder = decoder();
      from.payloads(
          unknown,
          (head, metricsData) -> {
            next[0] = handOver(heads, known, next[0], to);
            DerivedBlock block = decoder.decode(metricsData);
            blocks.put(head, block);
            to.block(head, block);
            next[0]++;
          });
    }
    handOver(heads, known, next[0], to);
  }

  /** Hands over those that are known, up to the next one that is not; returns where that is. */
  private static int handOver(
      List<BlockHead> heads, List<Optional<DerivedBlock>> known, int from, Visitor to) {
    int next = from;
    for (; next < known.size() && known.get(next).isPresent(); next++) {
      to.block(heads.get(next), known.get(next).get());
    }
    return next;
  }

  /** Decodes blocks that are not to be remembered. */
  DerivedDecoder decoder() {
    return new DerivedDecoder(this::shared);
  }

  private synchronized DerivedSeries shared(DerivedSeries read) {
    DerivedSeries known = series.get(read);
    if (known != null) {
      return known;
    }
    if (series.size() == MAX_SERIES) {
      series.clear();
    }
    series.put(read, read);
    return read;
  }

  /** How many blocks were asked for and known. */
  public long hits() {
    return blocks.hits();
  }

  /** How many blocks were asked for and had to be read. */
  public long misses() {
    return blocks.misses();
  }

  /** How many blocks were forgotten for want of room. */
  public long evictions() {
    return blocks.evictions();
  }

  /** How many bytes its blocks take. */
  public long held() {
    return blocks.held();
  }
}
