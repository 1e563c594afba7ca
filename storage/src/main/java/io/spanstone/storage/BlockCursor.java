package io.spanstone.storage;

import io.spanstone.block.BlockReader;
import io.spanstone.block.CorruptBlockException;
import io.spanstone.otlp.Slice;
import java.util.List;
import org.apache.http.ContentTooLongException;
import org.jspecify.annotations.Nullable;

/**
 * Steps through the blocks that a query lets through, those with the newest record first. Fetches
 * few blocks at first and more with every page. Not thread-safe.
 */
final class BlockCursor implements AutoCloseable {
  private static final int LARGEST_PAGE = 64;

  private final Snapshot snapshot;
  private final String query;
  private final BlockReader reader = new BlockReader();
  private int pageSize;
  private List<BlockPage.Hit> hits = List.of();
  private int position;
  private boolean lastPage;
  private BlockPage.@Nullable Hit current;

  BlockCursor(Snapshot snapshot, String query, int firstPage) {
    this.snapshot = snapshot;
    this.query = query;
    this.pageSize = firstPage;
  }

  /** Steps to the next block; false if there is none. */
  boolean next() throws StorageException {
    if (position == hits.size() && !lastPage) {
      fetch();
    }
    if (position == hits.size()) {
      return false;
    }
    current = hits.get(position++);
    return true;
  }

  /**
   * The OTLP message in the current block.
   *
   * @throws StorageException if the block is damaged
   */
  Slice payload() throws StorageException {
    if (current == null) {
      throw new IllegalStateException("no current block");
    }
    try {
      return reader.inflate(current.payload());
    } catch (CorruptBlockException e) {
      throw new StorageException("a stored block is damaged", e);
    }
  }

  /** The time of the current block's newest record. */
  long maxTimeUnixNano() {
    if (current == null) {
      throw new IllegalStateException("no current block");
    }
    return current.maxTimeUnixNano();
  }

  /** No record of any block that comes after the current one is of a later time than this. */
  long frontierUnixNano() {
    if (position < hits.size()) {
      return hits.get(position).maxTimeUnixNano();
    }
    if (current == null) {
      return Long.MAX_VALUE;
    }
    return lastPage ? Long.MIN_VALUE : current.maxTimeUnixNano();
  }

  /** Whether the current block is the last. */
  boolean isExhausted() {
    return lastPage && position == hits.size();
  }

  @Override
  public void close() {
    reader.close();
  }

  private void fetch() throws StorageException {
    BlockPage page = fetchPage();
    snapshot.renew(page.snapshotId());
    hits = page.hits();
    position = 0;
    lastPage = hits.size() < pageSize;
    pageSize = Math.min(pageSize * 2, LARGEST_PAGE);
  }

  private BlockPage fetchPage() throws StorageException {
    while (true) {
      try {
        return BlockPage.read(snapshot.search(body()));
      } catch (StorageException e) {
        if (!(e.getCause() instanceof ContentTooLongException) || pageSize == 1) {
          throw e;
        }
        pageSize /= 2;
      }
    }
  }

  private String body() {
    String after = current == null ? "" : ",\"search_after\":" + current.searchAfter();
    return "\"size\":"
        + pageSize
        + ",\"query\":"
        + query
        + ",\"sort\":[{\"maxTime\":\"desc\"}],\"_source\":true,\"track_total_hits\":false"
        + after;
  }
}
