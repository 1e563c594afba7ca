package io.spanstone.storage.red;

import io.spanstone.storage.metrics.BlockHead;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

  private final long maxBytes;
  private final Map<BlockHead, DerivedBlock> blocks = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<DerivedSeries, DerivedSeries> series = new HashMap<>();
  private long held;
  private long hits;
  private long misses;
  private long evictions;

  public DerivedBlocks() {
    this(MAX_BYTES);
  }

  /**
   * @param maxBytes how much its blocks may take in memory
   */
  public DerivedBlocks(long maxBytes) {
    this.maxBytes = maxBytes;
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
    List<Optional<DerivedBlock>> known = heads.stream().map(this::get).toList();
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
            put(head, block);
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

  private synchronized Optional<DerivedBlock> get(BlockHead head) {
    Optional<DerivedBlock> block = Optional.ofNullable(blocks.get(head));
    if (block.isPresent()) {
      hits++;
    } else {
      misses++;
    }
    return block;
  }

  private synchronized void put(BlockHead head, DerivedBlock block) {
    DerivedBlock before = blocks.put(head, block);
    held += block.weight() - (before == null ? 0 : before.weight());
    Iterator<DerivedBlock> eldest = blocks.values().iterator();
    while (held > maxBytes) {
      held -= eldest.next().weight();
      eldest.remove();
      evictions++;
    }
  }

  /** How many blocks were asked for and known. */
  public synchronized long hits() {
    return hits;
  }

  /** How many blocks were asked for and had to be read. */
  public synchronized long misses() {
    return misses;
  }

  /** How many blocks were forgotten for want of room. */
  public synchronized long evictions() {
    return evictions;
  }

  /** How many bytes its blocks take. */
  public synchronized long held() {
    return held;
  }
}
