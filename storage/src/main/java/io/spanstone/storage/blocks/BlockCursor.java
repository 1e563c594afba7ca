package io.spanstone.storage.blocks;

import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockReader;
import io.spanstone.block.CorruptBlockException;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.logs.BlockOrder;
import io.spanstone.storage.logs.LogBlocks;
import java.util.List;
import org.apache.http.ContentTooLongException;
import org.jspecify.annotations.Nullable;

/**
 * Steps through the blocks that a query lets through, those with the newest record first or those
 * with the oldest. Fetches few blocks at first and more with every page; who has read so many that
 * the pages have grown to their full size is likely to go on, so from then on the next page is
 * asked for while this one is read. Not thread-safe.
 */
public final class BlockCursor implements LogBlocks.Walk {
  private static final int LARGEST_PAGE = 64;

  private final Snapshot snapshot;
  private final String query;
  private final BlockOrder order;
  private final BlockReader reader = new BlockReader();
  private int pageSize;
  private List<BlockPage.Hit> hits = List.of();
  private int position;
  private boolean lastPage;
  private BlockPage.@Nullable Hit current;
  private Cluster.@Nullable Call nextPage;

  BlockCursor(Snapshot snapshot, String query, int firstPage) {
    this(snapshot, query, BlockOrder.NEWEST_FIRST, firstPage);
  }

  BlockCursor(Snapshot snapshot, String query, BlockOrder order, int firstPage) {
    this.snapshot = snapshot;
    this.query = query;
    this.order = order;
    this.pageSize = firstPage;
  }

  /** Steps to the next block; false if there is none. */
  @Override
  public boolean next() throws StorageException {
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
  @Override
  public Slice payload() throws StorageException {
    try {
      return reader.inflate(current().payload());
    } catch (CorruptBlockException e) {
      throw new StorageException("a stored block is damaged", e);
    }
  }

  @Override
  public String id() {
    return current().id();
  }

  /** The time of the current block's newest record, if those with the newest come first. */
  long maxTimeUnixNano() {
    return current().sortTimeUnixNano();
  }

  @Override
  public long frontierUnixNano() {
    if (position < hits.size()) {
      return hits.get(position).sortTimeUnixNano();
    }
    if (current == null) {
      return order.firstUnixNano();
    }
    return lastPage ? order.lastUnixNano() : current.sortTimeUnixNano();
  }

  @Override
  public boolean isExhausted() {
    return lastPage && position == hits.size();
  }

  @Override
  public void close() {
    if (nextPage != null) {
      nextPage.cancel();
    }
    reader.close();
  }

  private BlockPage.Hit current() {
    if (current == null) {
      throw new IllegalStateException("no current block");
    }
    return current;
  }

  private void fetch() throws StorageException {
    BlockPage page = fetchPage();
    snapshot.renew(page.snapshotId());
    hits = page.hits();
    position = 0;
    lastPage = hits.size() < pageSize;
    if (!lastPage && pageSize == LARGEST_PAGE) {
      nextPage = snapshot.startSearch(body());
    }
    pageSize = Math.min(pageSize * 2, LARGEST_PAGE);
  }

  private BlockPage fetchPage() throws StorageException {
    while (true) {
      try {
        Cluster.Call call = nextPage == null ? snapshot.startSearch(body()) : nextPage;
        nextPage = null;
        return BlockPage.read(call.await());
      } catch (StorageException e) {
        if (!(e.getCause() instanceof ContentTooLongException) || pageSize == 1) {
          throw e;
        }
        pageSize /= 2;
      }
    }
  }

  private String body() {
    String after =
        hits.isEmpty() ? "" : ",\"search_after\":" + hits.get(hits.size() - 1).searchAfter();
    return "\"size\":"
        + pageSize
        + ",\"query\":"
        + query
        + ",\"sort\":["
        + order.json()
        + "],\"stored_fields\":\""
        + BlockFields.PAYLOAD
        + "\",\"track_total_hits\":false"
        + after;
  }
}
