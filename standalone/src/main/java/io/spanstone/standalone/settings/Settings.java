package io.spanstone.standalone.settings;

import io.spanstone.block.IndexPeriod;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a process, checked. See docs/reference/settings.md.
 *
 * @param data absolute
 * @param esUrls empty means the embedded node
 * @param collectorUrl of OTLP/HTTP; null for the one on this machine
 * @param esHeap as a JVM takes it, such as {@code 1g}
 */
public record Settings(
    Path data,
    String bind,
    int httpPort,
    @Nullable String publicUrl,
    int otlpGrpcPort,
    int otlpHttpPort,
    int esPort,
    String esHeap,
    List<URI> esUrls,
    @Nullable String esUsername,
    @Nullable String esPassword,
    @Nullable String esApiKey,
    @Nullable Path esCa,
    String indexPrefix,
    IndexPeriod indexPeriod,
    int indexShards,
    int indexReplicas,
    Duration retentionTraces,
    Duration retentionLogs,
    Duration retentionMetrics,
    long diskMinFreeBytes,
    long journalQuotaBytes,
    Duration queryTimeout,
    int queryConcurrency,
    int queryMaxSamples,
    int queryMaxSeries,
    @Nullable URI collectorUrl,
    Duration alertsOffset) {

  /**
   * Reads the environment and {@code spanstone.yaml} in that directory; the environment wins.
   *
   * @throws InvalidSettingsException naming every fault, if there is any
   */
  public static Settings read(Role role, Map<String, String> environment, Path directory)
      throws InvalidSettingsException {
    SettingsReader reader = new SettingsReader(environment, directory.resolve(SettingsFile.NAME));
    Settings settings = read(reader);
    SettingsChecks.check(role, settings, reader);
    if (!reader.faults().isEmpty()) {
      throw new InvalidSettingsException(reader.faults());
    }
    return settings;
  }

  /** Whether Elasticsearch runs as our child. */
  public boolean embedsElasticsearch() {
    return esUrls.isEmpty();
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Settings[data=" + data + ", esUrls=" + esUrls + "]";
  }

  private static Settings read(SettingsReader reader) {
    return new Settings(
        reader.get(Keys.DATA),
        reader.get(Keys.BIND),
        reader.get(Keys.HTTP_PORT),
        reader.getIfGiven(Keys.PUBLIC_URL),
        reader.get(Keys.OTLP_GRPC_PORT),
        reader.get(Keys.OTLP_HTTP_PORT),
        reader.get(Keys.ES_PORT),
        reader.get(Keys.ES_HEAP),
        reader.getOrElse(Keys.ES_URL, List.of()),
        reader.getIfGiven(Keys.ES_USERNAME),
        reader.getIfGiven(Keys.ES_PASSWORD),
        reader.getIfGiven(Keys.ES_API_KEY),
        reader.getIfGiven(Keys.ES_CA),
        reader.get(Keys.INDEX_PREFIX),
        reader.get(Keys.INDEX_PERIOD),
        reader.get(Keys.INDEX_SHARDS),
        reader.getOrElse(Keys.INDEX_REPLICAS, reader.isGiven(Keys.ES_URL) ? 1 : 0),
        reader.get(Keys.RETENTION_TRACES),
        reader.get(Keys.RETENTION_LOGS),
        reader.get(Keys.RETENTION_METRICS),
        reader.get(Keys.DISK_MIN_FREE),
        reader.get(Keys.JOURNAL_QUOTA),
        reader.get(Keys.QUERY_TIMEOUT),
        reader.get(Keys.QUERY_CONCURRENCY),
        reader.get(Keys.QUERY_MAX_SAMPLES),
        reader.get(Keys.QUERY_MAX_SERIES),
        reader.getIfGiven(Keys.COLLECTOR_URL),
        reader.get(Keys.ALERTS_OFFSET));
  }
}
