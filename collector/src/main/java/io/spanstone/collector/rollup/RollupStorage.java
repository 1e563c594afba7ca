package io.spanstone.collector.rollup;

import io.spanstone.block.PeriodRule;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.Storage;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.metrics.MetricBlocks;
import io.spanstone.storage.red.RollupCoverage;
import java.time.Instant;
import java.util.List;

/** What roll-ups need of storage. */
public interface RollupStorage {
  MetricBlocks.Source blocks();

  /** Makes all metrics visible that were stored before. */
  void refresh() throws StorageException;

  /** As {@link Storage#bulk}. */
  List<Verdict> bulk(List<BulkItem> items) throws StorageException;

  /** As {@link Storage#publish(RollupCoverage)}. */
  void publish(RollupCoverage coverage) throws StorageException;

  /** Which index a point goes to that came in by then. */
  PeriodRule periods(Instant ingestTime);

  String indexName(Instant period);

  static RollupStorage of(Storage storage) {
    return new RollupStorage() {
      @Override
      public MetricBlocks.Source blocks() {
        return storage.metricBlocks();
      }

      @Override
      public void refresh() throws StorageException {
        storage.refreshMetrics();
      }

      @Override
      public List<Verdict> bulk(List<BulkItem> items) throws StorageException {
        return storage.bulk(items);
      }

      @Override
      public void publish(RollupCoverage coverage) throws StorageException {
        storage.publish(coverage);
      }

      @Override
      public PeriodRule periods(Instant ingestTime) {
        return new PeriodRule(
            storage.settings().indexPeriod(),
            ingestTime,
            storage.settings().retention(Signal.METRICS));
      }

      @Override
      public String indexName(Instant period) {
        return storage.indexName(Signal.METRICS, period);
      }
    };
  }
}
