package io.spanstone.storage;

import io.spanstone.storage.logs.BlockOrder;
import io.spanstone.storage.logs.LogBlocks;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.time.Duration;

/** The blocks of logs in one snapshot. Not thread-safe. */
final class StoredLogBlocks implements LogBlocks {
  private static final int FIRST_PAGE = 4;

  private final Snapshot snapshot;

  private StoredLogBlocks(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Takes a snapshot for each reading.
   *
   * @param alias of all indices of logs
   */
  record Opener(Cluster cluster, String alias, Duration requestTimeout)
      implements LogBlocks.Source {
    @Override
    public <T> T read(Reading<T> reading) throws IOException {
      return Snapshot.read(
          cluster, alias, requestTimeout, snapshot -> reading.of(new StoredLogBlocks(snapshot)));
    }
  }

  @Override
  public Walk walk(BlockFilter filter, BlockOrder order) {
    return new BlockCursor(snapshot, filter.json(), order, FIRST_PAGE);
  }
}
