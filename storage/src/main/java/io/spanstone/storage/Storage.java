package io.spanstone.storage;

import io.spanstone.otlp.Signal;
import io.spanstone.storage.blocks.BlockHeads;
import io.spanstone.storage.blocks.StoredLogBlocks;
import io.spanstone.storage.blocks.StoredMetricBlocks;
import io.spanstone.storage.blocks.StoredServiceInstances;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.BulkWriter;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.document.Documents;
import io.spanstone.storage.document.EventLog;
import io.spanstone.storage.document.StoredDocuments;
import io.spanstone.storage.document.StoredEvents;
import io.spanstone.storage.indices.DiskPressure;
import io.spanstone.storage.indices.DiskState;
import io.spanstone.storage.indices.IndexNames;
import io.spanstone.storage.indices.OnceInstalled;
import io.spanstone.storage.indices.ReadinessProbe;
import io.spanstone.storage.indices.Retention;
import io.spanstone.storage.indices.Templates;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.metrics.MetricBlocks;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.storage.red.CoarseDurations;
import io.spanstone.storage.red.DerivedBlocks;
import io.spanstone.storage.red.EdgeStore;
import io.spanstone.storage.red.KnownSteps;
import io.spanstone.storage.red.RecentCoverage;
import io.spanstone.storage.red.RedStore;
import io.spanstone.storage.red.RollupCoverage;
import io.spanstone.storage.red.RollupCoverages;
import io.spanstone.storage.red.ServiceInstances;
import io.spanstone.storage.report.CollectorReport;
import io.spanstone.storage.report.CollectorReports;
import io.spanstone.storage.traces.TraceStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The data in Elasticsearch. Thread-safe. Does not need Elasticsearch to be up when connected: each
 * call fails with {@link StorageException} until it is.
 */
public final class Storage implements AutoCloseable {
  private static final Duration FORMAT_PATIENCE = Duration.ofSeconds(5);

  private final StorageSettings settings;
  private final IndexNames names;
  private final Cluster cluster;
  private final ReadinessProbe readiness;
  private final CollectorReports reports;
  private final RollupCoverages rollups;
  private final BlockHeads metricHeads;
  private final KnownSteps knownSteps = new KnownSteps();
  private final DerivedBlocks derivedBlocks = new DerivedBlocks();
  private final RecentCoverage coverage = new RecentCoverage(this::rollupCoverage);
  private final CoarseDurations coarseDurations = new CoarseDurations(coverage);
  private final Documents documents;
  private final EventLog alertTransitions;

  private Storage(StorageSettings settings, InstantSource clock) {
    this.settings = settings;
    this.names = new IndexNames(settings.indexPrefix(), settings.indexPeriod());
    this.cluster = new Cluster(settings);
    this.readiness = new ReadinessProbe(cluster, names);
    this.reports = new CollectorReports(cluster, names, clock);
    this.rollups =
        new RollupCoverages(cluster, names.rollups(), settings.retention(Signal.METRICS), clock);
    this.metricHeads =
        new BlockHeads(cluster, names.alias(Signal.METRICS), settings.timeouts().request());
    Templates templates = new Templates(names, settings);
    this.documents =
        new StoredDocuments(
            cluster,
            names.documents(),
            new OnceInstalled(() -> templates.installDocuments(cluster)));
    this.alertTransitions =
        new StoredEvents(cluster, names, new OnceInstalled(() -> templates.installAlerts(cluster)));
  }

  /**
   * A client of the cluster in {@code settings}; opens no connection yet.
   *
   * @throws IllegalArgumentException if the CA file cannot be read or is no PEM file
   */
  public static Storage connect(StorageSettings settings) {
    return connect(settings, InstantSource.system());
  }

  /** The same, with another clock. */
  static Storage connect(StorageSettings settings, InstantSource clock) {
    return new Storage(settings, clock);
  }

  /**
   * Puts the index templates and aliases into place; to be called before the first write.
   * Idempotent, and safe to be called by several processes at once.
   */
  public void install() throws StorageException {
    new Templates(names, settings).install(cluster);
  }

  /**
   * Looks whether this program may write to what is stored. Fails within a few seconds if the
   * cluster does not answer.
   *
   * @throws io.spanstone.storage.indices.NewerFormatException if a newer program has set it up
   */
  public void requireNotNewer() throws StorageException {
    new Templates(names, settings).requireNotNewer(cluster, FORMAT_PATIENCE);
  }

  /** The settings it was connected with; the packers need the retention and the index period. */
  public StorageSettings settings() {
    return settings;
  }

  /** Where new blocks of that period go, such as {@code spanstone-traces-c0-2026.11.24}. */
  public String indexName(Signal signal, Instant period) {
    return names.index(signal, period);
  }

  /**
   * Creates the documents. Returns exactly one verdict an item, in their order.
   *
   * @throws StorageException if Elasticsearch did not answer, or its answer is not whole (short,
   *     truncated, other ids than asked): then nothing is known of any item, and all are to be
   *     tried again
   */
  public List<Verdict> bulk(List<BulkItem> items) throws StorageException {
    return new BulkWriter(cluster, settings.timeouts().request()).write(items);
  }

  /** The stored traces. */
  public TraceStore traces() {
    return new TraceStore(cluster, names.alias(Signal.TRACES), settings.timeouts().request());
  }

  /** The stored logs. */
  public LogStore logs() {
    return new LogStore(
        StoredLogBlocks.source(cluster, names.alias(Signal.LOGS), settings.timeouts().request()));
  }

  /** The stored metrics. */
  public MetricStore metrics() {
    return new MetricStore(metricBlocks(), coarseDurations);
  }

  /** The instances that sent spans ({@link Signal#TRACES}) or logs ({@link Signal#LOGS}). */
  public ServiceInstances instances(Signal signal) {
    return new StoredServiceInstances(cluster, names.alias(signal), settings.timeouts().request());
  }

  /** Rate, errors and durations of services. */
  public RedStore red() {
    return new RedStore(
        metricBlocks(), coverage, instances(Signal.TRACES), derivedBlocks, knownSteps);
  }

  /** What is remembered of blocks that charts were made of. */
  public DerivedBlocks derivedBlocks() {
    return derivedBlocks;
  }

  /** What is remembered of charts. */
  public KnownSteps knownSteps() {
    return knownSteps;
  }

  /** The edges of the dependency graph. */
  public EdgeStore edges() {
    return new EdgeStore(metricBlocks(), coverage, derivedBlocks);
  }

  /** What people and the server write about themselves: rules, states, leases. */
  public Documents documents() {
    return documents;
  }

  /** What became of alerts. */
  public EventLog alertTransitions() {
    return alertTransitions;
  }

  /** The blocks of metrics. */
  public MetricBlocks.Source metricBlocks() {
    return StoredMetricBlocks.source(
        cluster, names.alias(Signal.METRICS), settings.timeouts().request(), metricHeads);
  }

  /**
   * Whether the cluster can be written and searched at this moment; asked of the cluster itself,
   * and remembered for a second.
   */
  public boolean ready() {
    return unready().isEmpty();
  }

  /** What keeps it from being {@link #ready}; else empty. */
  public Optional<String> unready() {
    return readiness.failure();
  }

  /**
   * Drops the indices whose whole period is older than the retention of their signal. Touches no
   * index that Spanstone did not create.
   *
   * @return the names of the dropped indices
   */
  public List<String> applyRetention(Instant now) throws StorageException {
    return new Retention(cluster, names, settings).apply(now);
  }

  /**
   * Drops the oldest index if a disk of Elasticsearch has less free than must be, even if its time
   * has not come; to be called again after a while. Each signal loses the same share of its
   * retention, and keeps its newest index.
   *
   * @return the names of the dropped indices
   */
  public List<String> relieveDiskPressure(Instant now) throws StorageException {
    return new DiskPressure(cluster, names, settings).relieve(now);
  }

  /** How full the disks of Elasticsearch are, and what would be dropped next. */
  public DiskState diskState(Instant now) throws StorageException {
    return new DiskPressure(cluster, names, settings).state(now);
  }

  /** Stores the report in place of the collector's last one. */
  public void publish(CollectorReport report) throws StorageException {
    reports.publish(report);
  }

  /** The last reports of the collectors that reported within the last minute, by instance. */
  public List<CollectorReport> collectorReports() throws StorageException {
    return reports.fresh();
  }

  /**
   * Stores how far a collector has rolled up, in place of what it said before; readers know when
   * this returns.
   */
  public void publish(RollupCoverage coverage) throws StorageException {
    rollups.publish(coverage);
  }

  /** What collectors say of their roll-ups. */
  public List<RollupCoverage> rollupCoverage() throws StorageException {
    return rollups.read();
  }

  /** Makes all metrics visible that were stored before. */
  public void refreshMetrics() throws StorageException {
    cluster.send("POST", "/" + names.alias(Signal.METRICS) + "/_refresh?ignore_unavailable=true");
  }

  /** Closes the connections; calls under way fail. Idempotent. */
  @Override
  public void close() {
    cluster.close();
  }
}
