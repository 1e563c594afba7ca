package io.spanstone.collector;

import io.spanstone.block.PeriodRule;
import io.spanstone.collector.rollup.RollupStorage;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.metrics.MetricBlocks;
import io.spanstone.storage.red.RollupCoverage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A storage that fails at one of the calls to come: before the call has any effect, half-way
 * through, or after it, so that nobody knows.
 */
final class FailingStorage implements RollupStorage {
  /** When the call fails. */
  enum Moment {
    BEFORE,
    HALF_WAY,
    AFTER
  }

  private final RollupStorage storage;
  private int callsLeft = Integer.MAX_VALUE;
  private Moment moment = Moment.BEFORE;

  FailingStorage(RollupStorage storage) {
    this.storage = storage;
  }

  /** The call after so many others fails. */
  void failAfter(int calls, Moment at) {
    callsLeft = calls;
    moment = at;
  }

  void recover() {
    callsLeft = Integer.MAX_VALUE;
  }

  @Override
  public MetricBlocks.Source blocks() {
    MetricBlocks.Source source = storage.blocks();
    return new MetricBlocks.Source() {
      @Override
      public <T> T read(MetricBlocks.Reading<T> reading) throws IOException {
        boolean fails = count();
        T result = source.read(reading);
        if (fails) {
          throw new StorageException("as the test wants it");
        }
        return result;
      }
    };
  }

  @Override
  public void refresh() throws StorageException {
    call(storage::refresh);
  }

  @Override
  public List<Verdict> bulk(List<BulkItem> items) throws StorageException {
    boolean fails = count();
    List<Verdict> verdicts =
        fails && moment == Moment.HALF_WAY
            ? storage.bulk(items.subList(0, items.size() / 2))
            : storage.bulk(items);
    if (fails) {
      throw new StorageException("as the test wants it");
    }
    return verdicts;
  }

  @Override
  public void publish(RollupCoverage coverage) throws StorageException {
    call(() -> storage.publish(coverage));
  }

  @Override
  public PeriodRule periods(Instant ingestTime) {
    return storage.periods(ingestTime);
  }

  @Override
  public String indexName(Instant period) {
    return storage.indexName(period);
  }

  private interface Call {
    void run() throws StorageException;
  }

  private void call(Call call) throws StorageException {
    boolean fails = count();
    call.run();
    if (fails) {
      throw new StorageException("as the test wants it");
    }
  }

  /** Whether this call is to fail, after it was made. */
  private boolean count() throws StorageException {
    callsLeft--;
    if (callsLeft < 0 && moment == Moment.BEFORE) {
      throw new StorageException("as the test wants it");
    }
    return callsLeft < 0;
  }
}
