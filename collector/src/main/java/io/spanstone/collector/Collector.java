package io.spanstone.collector;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.SeriesListing;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.derive.DeriveLimits;
import io.spanstone.collector.derive.Deriver;
import io.spanstone.collector.journal.Journal;
import io.spanstone.collector.journal.JournalSettings;
import io.spanstone.collector.ledger.Ledger;
import io.spanstone.collector.ledger.LedgerMetrics;
import io.spanstone.collector.pack.DeadLetters;
import io.spanstone.collector.pack.Derivation;
import io.spanstone.collector.pack.Packer;
import io.spanstone.collector.pack.PendingCalls;
import io.spanstone.collector.pack.SourceOwners;
import io.spanstone.collector.receiver.ReceiverSettings;
import io.spanstone.collector.receiver.Receivers;
import io.spanstone.collector.rollup.RollupStorage;
import io.spanstone.collector.rollup.RollupTimer;
import io.spanstone.collector.rollup.Rollups;
import io.spanstone.collector.ship.Backoff;
import io.spanstone.collector.ship.BulkGate;
import io.spanstone.collector.ship.Shipper;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.Storage;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.report.CollectorReport;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes telemetry in over OTLP and brings it to Elasticsearch, each acknowledged record exactly
 * once; {@link Pipeline} shows how. Elasticsearch need not be up: what arrives meanwhile waits in
 * the journal.
 *
 * <p>Thread-safe.
 */
public final class Collector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final int MAX_LISTED_SERIES = 1_000_000;
  private static final long MAX_CALLS_BYTES = 96L << 20;

  private final CollectorSettings settings;
  private final Storage storage;
  private final String instance;
  private final InstantSource clock = Clock.systemUTC();
  private final Ledger ledger = new Ledger();
  private final Pipeline pipeline;
  private final Journal journal;
  private final Receivers receivers;
  private final Housekeeping housekeeping;
  private final Rollups rollups;
  private final RollupTimer rollupTimer;
  private volatile boolean accepting;

  private Collector(CollectorSettings settings, Storage storage, PrometheusMeterRegistry meters)
      throws IOException {
    this.settings = settings;
    this.storage = storage;
    this.instance = Identity.of(Files.createDirectories(settings.data()));
    LedgerMetrics.register(ledger, meters);
    rollups =
        Rollups.open(
            settings.data().resolve("rollup"),
            instance,
            RollupStorage.of(storage),
            this::metricsConfirmedBefore,
            clock,
            meters);
    pipeline = pipeline(meters);
    journal = Journal.open(journalSettings(), clock, meters, pipeline);
    pipeline.start(settings.limits().maxConcurrentBulks(), journal);
    try {
      receivers =
          Receivers.start(
              receiverSettings(),
              journal,
              ledger,
              this::pointTimes,
              meters,
              () -> unready().or(this::refusal));
    } catch (IOException | RuntimeException e) {
      stopCarrying();
      throw e;
    }
    housekeeping =
        new Housekeeping(
            storage, pipeline::storageTakesData, this::report, this::refusal, clock, meters);
    housekeeping.start();
    rollupTimer = new RollupTimer(rollups, pipeline::storageTakesData, meters);
    rollupTimer.start();
    accepting = true;
  }

  /**
   * Starts a collector; its ports accept when this returns.
   *
   * @param storage stays open when the collector is closed
   * @param meters where its metrics go, and what its {@code /metrics} shows
   * @throws IOException if the data directory cannot be used, or a port is taken
   */
  public static Collector start(
      CollectorSettings settings, Storage storage, PrometheusMeterRegistry meters)
      throws IOException {
    return new Collector(settings, storage, meters);
  }

  /** The port that OTLP/gRPC listens on. */
  public int grpcPort() {
    return receivers.grpcPort();
  }

  /** The port that OTLP/HTTP listens on. */
  public int httpPort() {
    return receivers.httpPort();
  }

  /** Where its records are at this moment. */
  public CollectorReport report() {
    return new CollectorReport(
        instance,
        clock.instant(),
        ledger.snapshot(),
        journal.bytes(),
        journal.diskFreeBytes(),
        pipeline.lagSeconds());
  }

  /** Whether every listener accepts and storage can be written and searched. */
  public boolean ready() {
    return unready().isEmpty();
  }

  /** What keeps it from being {@link #ready}, such as Elasticsearch's last words; else empty. */
  public Optional<String> unready() {
    if (!accepting) {
      return Optional.of("the collector starts, or stops");
    }
    return pipeline.storageFailure().or(storage::unready);
  }

  /**
   * Why senders are told to try again later, such as a full disk, and what to do about it; empty if
   * what they send is taken.
   */
  public Optional<String> refusal() {
    return journal.refusal();
  }

  /**
   * Stops accepting, ships what it can within the grace of its settings, and leaves the rest on
   * disk for the next start. Idempotent.
   */
  @Override
  public void close() {
    accepting = false;
    housekeeping.close();
    rollupTimer.close();
    receivers.close();
    stopCarrying();
  }

  /** Traces and logs first: what is derived from them goes into the metrics lane. */
  private void stopCarrying() {
    Duration grace = settings.limits().shutdownGrace();
    long deadlineNanos = System.nanoTime() + grace.toNanos();
    journal.close(Signal.TRACES);
    journal.close(Signal.LOGS);
    pipeline.drain(grace);
    try {
      journal.close();
    } catch (IOException e) {
      LOG.error("The journal was not closed cleanly; it is recovered at the next start", e);
    }
    pipeline.stop(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
  }

  private boolean metricsConfirmedBefore(Instant time) {
    return pipeline.metricsConfirmedBefore(time);
  }

  private Pipeline pipeline(PrometheusMeterRegistry meters) throws IOException {
    CollectorSettings.Limits limits = settings.limits();
    DeadLetters deadLetters =
        DeadLetters.open(
            settings.data().resolve("dead-letter"), settings.journalQuotaBytes(), clock, meters);
    Derivation derivation =
        new Derivation(
            new Deriver(DeriveLimits.DEFAULT, meters),
            SourceOwners.open(settings.data().resolve("derived")),
            PendingCalls.open(settings.data().resolve("calls"), MAX_CALLS_BYTES, clock, meters));
    return new Pipeline(
        ledger,
        new Packer(BlockLimits::of, storageIndices(meters), deadLetters, derivation),
        derivation,
        new Shipper(limits.maxBulkBytes(), limits.maxBulkItems(), deadLetters, meters),
        new BulkGate(
            new StorageBulk(storage), limits.maxConcurrentBulks(), Backoff.DEFAULT, meters),
        Backoff.DEFAULT,
        clock,
        meters);
  }

  private ReceiverSettings receiverSettings() {
    return ReceiverSettings.defaults(settings.bind(), settings.grpcPort(), settings.httpPort())
        .withMaxRequestBytes(settings.limits().maxRequestBytes());
  }

  private JournalSettings journalSettings() {
    CollectorSettings.Limits limits = settings.limits();
    JournalSettings defaults = JournalSettings.defaults(settings.data().resolve("journal"));
    return new JournalSettings(
        defaults.directory(),
        settings.journalQuotaBytes(),
        defaults.minFreeDiskBytes(),
        limits.maxSegmentBytes(),
        defaults.maxWaitingBytes(),
        limits.segmentAge(Signal.TRACES),
        limits.segmentAge(Signal.METRICS),
        limits.segmentAge(Signal.LOGS));
  }

  /** What does not lie in the retention, or a day ahead at most, comes of a wrong clock. */
  private AcceptedTimes pointTimes() {
    PeriodRule periods =
        new PeriodRule(
            storage.settings().indexPeriod(),
            clock.instant(),
            storage.settings().retention(Signal.METRICS));
    return new AcceptedTimes(
        Math.max(1, UnixNano.of(periods.earliest())), UnixNano.of(periods.latest()));
  }

  private StorageIndices storageIndices(PrometheusMeterRegistry meters) {
    SeriesListing listing = new SeriesListing(MAX_LISTED_SERIES);
    Gauge.builder("spanstone.series.listed", listing, SeriesListing::size)
        .description("Series of an hour that are known to be listed in a block")
        .register(meters);
    FunctionCounter.builder("spanstone.series.listing.overflows", listing, SeriesListing::overflows)
        .description("How often the listed series were forgotten for want of room")
        .register(meters);
    return new StorageIndices(storage, instance, rollups, listing);
  }

  private record StorageIndices(
      Storage storage, String instance, Rollups rollups, SeriesListing listing)
      implements Packer.Indices {
    @Override
    public PeriodRule periods(Signal signal, Instant segmentCreatedAt) {
      return new PeriodRule(
          storage.settings().indexPeriod(), segmentCreatedAt, storage.settings().retention(signal));
    }

    @Override
    public String indexName(Signal signal, Instant period) {
      return storage.indexName(signal, period);
    }

    @Override
    public BlockOrigin origin(Instant segmentCreatedAt) {
      return new BlockOrigin(
          instance, rollups.ingestTimeUnixNano(segmentCreatedAt), listing.draft());
    }
  }

  private record StorageBulk(Storage storage) implements BulkGate.Elasticsearch {
    @Override
    public void install() throws StorageException {
      storage.install();
    }

    @Override
    public List<Verdict> bulk(List<BulkItem> items) throws StorageException {
      return storage.bulk(items);
    }
  }
}
