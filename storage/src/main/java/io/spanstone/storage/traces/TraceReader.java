package io.spanstone.storage.traces;

import io.spanstone.block.scan.SpanFilter;
import io.spanstone.block.scan.SpanScan;
import io.spanstone.block.scan.TraceId;
import io.spanstone.block.scan.TraceSpans;
import io.spanstone.storage.blocks.BlockCursor;
import io.spanstone.storage.blocks.BlockQuery;
import io.spanstone.storage.blocks.Snapshot;
import io.spanstone.storage.cluster.StorageException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Gathers all spans of traces from all blocks of a snapshot that have some. */
final class TraceReader {
  /** When the spans have this many bytes, the rest is left out: 128 MiB. */
  private static final long MAX_BYTES = 128L << 20;

  private static final int FIRST_PAGE = 16;

  private final Map<TraceId, TraceSpans> traces = new HashMap<>();
  private boolean complete = true;

  private TraceReader() {}

  /** Reads the traces with these ids until the deadline. */
  static TraceReader read(Snapshot snapshot, Collection<TraceId> ids, Deadline deadline)
      throws StorageException {
    TraceReader reader = new TraceReader();
    for (TraceId id : ids) {
      reader.traces.put(id, new TraceSpans());
    }
    try (BlockCursor blocks = snapshot.blocks(new BlockQuery().traces(ids), FIRST_PAGE)) {
      reader.read(blocks, deadline);
    }
    return reader;
  }

  /** All that is known of the trace; empty if it is unknown. */
  TraceSpans trace(TraceId id) {
    TraceSpans spans = traces.get(id);
    return spans == null ? new TraceSpans() : spans;
  }

  /** Whether all blocks were read. */
  boolean isComplete() {
    return complete;
  }

  private void read(BlockCursor blocks, Deadline deadline) throws StorageException {
    SpanScan scan = new SpanScan(new SpanFilter(0, Long.MAX_VALUE));
    long bytes = 0;
    while (blocks.next()) {
      scan.reset(blocks.payload());
      while (scan.next()) {
        TraceSpans spans = traces.get(TraceId.of(scan.span().traceId()));
        if (spans != null) {
          long before = spans.bytes();
          spans.add(scan.cursor(), scan.span());
          bytes += spans.bytes() - before;
        }
      }
      if (bytes > MAX_BYTES || deadline.isOver()) {
        complete = blocks.isExhausted();
        return;
      }
    }
  }
}
