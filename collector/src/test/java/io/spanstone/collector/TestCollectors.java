package io.spanstone.collector;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.collector.CollectorSettings.Limits;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.cluster.StorageSettings.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Whole collectors on free ports, with indices of their own. */
final class TestCollectors {
  private static final long QUOTA_BYTES = 256L << 20;
  private static final Timeouts IMPATIENT =
      new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2));

  private TestCollectors() {}

  static String freshPrefix() {
    return "t" + UUID.randomUUID().toString().replace("-", "");
  }

  static Storage storage(URI elasticsearch, String indexPrefix) {
    return Storage.connect(StorageSettings.local(elasticsearch).withIndexPrefix(indexPrefix));
  }

  /** The same, with so many shards an index. */
  static Storage storage(URI elasticsearch, String indexPrefix, int shards) {
    return storage(elasticsearch, indexPrefix, shards, Timeouts.DEFAULT);
  }

  /** Gives up on a request after two seconds. */
  static Storage impatientStorage(URI elasticsearch, String indexPrefix) {
    return storage(elasticsearch, indexPrefix, 1, IMPATIENT);
  }

  private static Storage storage(
      URI elasticsearch, String indexPrefix, int shards, Timeouts timeouts) {
    StorageSettings settings = StorageSettings.local(elasticsearch);
    return Storage.connect(
        new StorageSettings(
            settings.urls(),
            null,
            null,
            null,
            null,
            indexPrefix,
            shards,
            settings.replicas(),
            settings.indexPeriod(),
            settings.retentionTraces(),
            settings.retentionLogs(),
            settings.retentionMetrics(),
            timeouts,
            0));
  }

  static CollectorSettings settings(Path data) {
    return settings(data, QUOTA_BYTES);
  }

  /** Metrics are stored as soon as other signals, not after 5 s: every test waits for them. */
  static CollectorSettings settings(Path data, long journalQuotaBytes) {
    Limits usual = Limits.DEFAULT;
    return new CollectorSettings(
        data,
        "127.0.0.1",
        0,
        0,
        journalQuotaBytes,
        new Limits(
            usual.maxRequestBytes(),
            usual.segmentAge(),
            usual.segmentAge(),
            usual.maxSegmentBytes(),
            usual.maxBulkBytes(),
            usual.maxBulkItems(),
            usual.maxConcurrentBulks(),
            usual.shutdownGrace()));
  }

  static Collector start(CollectorSettings settings, Storage storage) throws IOException {
    return Collector.start(
        settings, storage, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }
}
