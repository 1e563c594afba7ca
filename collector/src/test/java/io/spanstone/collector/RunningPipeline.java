package io.spanstone.collector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.SeriesListing;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.derive.DeriveLimits;
import io.spanstone.collector.derive.Deriver;
import io.spanstone.collector.journal.EntryKind;
import io.spanstone.collector.journal.Journal;
import io.spanstone.collector.journal.JournalSettings;
import io.spanstone.collector.ledger.Ledger;
import io.spanstone.collector.pack.DeadLetters;
import io.spanstone.collector.pack.Derivation;
import io.spanstone.collector.pack.Packer;
import io.spanstone.collector.pack.PendingCalls;
import io.spanstone.collector.pack.SourceOwners;
import io.spanstone.collector.ship.Backoff;
import io.spanstone.collector.ship.BulkGate;
import io.spanstone.collector.ship.Shipper;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.report.SignalCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A pipeline without receivers: small blocks, small requests, short waits. */
final class RunningPipeline implements AutoCloseable {
  private static final BlockLimits SMALL_BLOCKS = new BlockLimits(5, 0, 1 << 20, 1);
  private static final int ITEMS_PER_BULK = 3;
  private static final int CONCURRENCY = 3;
  private static final Backoff SHORT = new Backoff(Duration.ofMillis(5), Duration.ofMillis(50));

  private final Ledger ledger = new Ledger();
  private final Pipeline pipeline;
  private final Journal journal;

  RunningPipeline(Path data, BulkGate.Elasticsearch elasticsearch) throws IOException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    InstantSource clock = InstantSource.system();
    DeadLetters deadLetters = DeadLetters.open(data.resolve("dead-letter"), 1 << 20, clock, meters);
    Derivation derivation =
        new Derivation(
            new Deriver(DeriveLimits.DEFAULT, meters),
            SourceOwners.open(data.resolve("derived")),
            PendingCalls.open(data.resolve("calls"), 16 << 20, InstantSource.system(), meters));
    pipeline =
        new Pipeline(
            ledger,
            new Packer(signal -> SMALL_BLOCKS, new DailyIndices(), deadLetters, derivation),
            derivation,
            new Shipper(1 << 20, ITEMS_PER_BULK, deadLetters, meters),
            new BulkGate(elasticsearch, CONCURRENCY, SHORT, meters),
            SHORT,
            clock,
            meters);
    JournalSettings settings =
        JournalSettings.defaults(data.resolve("journal"))
            .withMinFreeDiskBytes(0)
            .withMaxAge(Duration.ofMillis(20));
    journal = Journal.open(settings, clock, meters, pipeline);
    pipeline.start(CONCURRENCY, journal);
  }

  /** Journals the records {@code from}, …, {@code from + count - 1}; durable when it returns. */
  void append(Signal signal, int from, int count, Instant time) throws Exception {
    append(signal, NumberedOtlp.request(signal, from, count, time), count);
  }

  void append(Signal signal, Slice request, int records) throws Exception {
    journal.append(signal, EntryKind.REQUEST, request, records).get();
  }

  SignalCounts counts(Signal signal) {
    return ledger.of(signal).snapshot();
  }

  double lagSeconds() {
    return pipeline.lagSeconds();
  }

  long journalBytes() {
    return journal.bytes();
  }

  /** Waits until everything has landed and been released. */
  void awaitIdle() throws Exception {
    Eventually.until("all landed: " + ledger.snapshot(), () -> lagSeconds() == 0 && landed());
  }

  private boolean landed() {
    return ledger.snapshot().values().stream()
        .allMatch(counts -> counts.waiting() == 0 && counts.inFlight() == 0);
  }

  /** Stops at once; what has not landed stays on disk. */
  @Override
  public void close() throws IOException {
    close(Duration.ZERO);
  }

  void close(Duration grace) throws IOException {
    journal.close(Signal.TRACES);
    pipeline.drain(grace);
    journal.close();
    pipeline.stop(grace);
  }

  private static final class DailyIndices implements Packer.Indices {
    @Override
    public PeriodRule periods(Signal signal, Instant segmentCreatedAt) {
      return new PeriodRule(IndexPeriod.DAY, segmentCreatedAt, Duration.ofDays(7));
    }

    @Override
    public String indexName(Signal signal, Instant period) {
      return signal.id() + "-" + period.toString().substring(0, 10);
    }

    @Override
    public BlockOrigin origin(Instant segmentCreatedAt) {
      return new BlockOrigin("c-1", UnixNano.of(segmentCreatedAt), new SeriesListing(1000).draft());
    }
  }
}
