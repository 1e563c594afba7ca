package io.spanstone.collector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.collector.journal.EntryKind;
import io.spanstone.collector.journal.Journal;
import io.spanstone.collector.journal.JournalListener;
import io.spanstone.collector.ledger.Ledger;
import io.spanstone.collector.ledger.SignalLedger;
import io.spanstone.collector.pack.Derivation;
import io.spanstone.collector.pack.Manifest;
import io.spanstone.collector.pack.Packer;
import io.spanstone.collector.ship.Backoff;
import io.spanstone.collector.ship.BulkGate;
import io.spanstone.collector.ship.Progress;
import io.spanstone.collector.ship.Shipper;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hops of a record, in running order.
 *
 * <pre>
 * receive ─▶ journal ─▶ ack                     io.spanstone.collector.receiver, .journal
 *               │
 *               └─ close ─▶ derive, pack ─▶ ship ─▶ confirm     this class; .derive, .pack, .ship
 * </pre>
 *
 * What is journaled is acknowledged; a closed segment is the unit of everything after that. One
 * worker carries a segment through all hops; what fails is put back and carried again later, and
 * what has landed is not sent twice. Nothing of a segment is deleted before all of it has landed.
 */
final class Pipeline implements JournalListener {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SETTLE_INTERVAL = Duration.ofSeconds(1);

  private final Backlog backlog = new Backlog();
  private final List<Thread> workers = new ArrayList<>();
  private final ScheduledExecutorService settling =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "spanstone-settle"));
  private final Ledger ledger;
  private final Packer packer;
  private final Derivation derivation;
  private final Shipper shipper;
  private final BulkGate gate;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Timer ackToStored;

  Pipeline(
      Ledger ledger,
      Packer packer,
      Derivation derivation,
      Shipper shipper,
      BulkGate gate,
      Backoff backoff,
      InstantSource clock,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.packer = packer;
    this.derivation = derivation;
    this.shipper = shipper;
    this.gate = gate;
    this.backoff = backoff;
    this.clock = clock;
    this.ackToStored =
        Timer.builder("spanstone.ack.to.stored")
            .description("From a segment's first acknowledgement to its last confirmation")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    Gauge.builder("spanstone.backlog.segments", backlog, Backlog::size).register(meters);
    Gauge.builder("spanstone.lag.seconds", this, Pipeline::lagSeconds).register(meters);
  }

  /** Starts to carry segments. */
  void start(int maxConcurrency, Journal journal) {
    derivation.recovered();
    for (int i = 0; i < maxConcurrency; i++) {
      Thread worker = new Thread(() -> work(journal), "spanstone-ship-" + i);
      workers.add(worker);
      worker.start();
    }
    ScheduledFuture<?> unused =
        settling.scheduleWithFixedDelay(
            () -> settle(journal),
            SETTLE_INTERVAL.toMillis(),
            SETTLE_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** journal: the records are durable, and will be acknowledged next. */
  @Override
  public void journaled(Signal signal, int records) {
    ledger.of(signal).journal(records);
  }

  /** close: from here on the segment is the backlog's. */
  @Override
  public void closed(ClosedSegment segment) {
    SignalLedger counts = ledger.of(segment.signal());
    if (segment.recovered()) {
      counts.recover(segment.records());
    }
    derivation.closed(segment);
    backlog.add(new Backlog.Entry(segment, new Progress(counts, segment.records())));
  }

  private void work(Journal journal) {
    Derivation.Lane metrics = (payload, points) -> append(journal, payload, points);
    boolean working = true;
    while (working) {
      try (BulkGate.Pass pass = gate.enter()) {
        pass.install();
        Backlog.Entry next = backlog.take();
        working = next != null;
        if (next != null) {
          carry(next, pass, metrics);
        }
      } catch (StorageException e) {
        LOG.debug("The gate reports this and lets nobody through for a while", e);
      } catch (InterruptedException e) {
        working = false;
      } catch (RuntimeException | Error e) {
        LOG.error("A worker goes on after a failure that nobody expected", e);
      }
    }
  }

  private void carry(Backlog.Entry entry, BulkGate.Pass pass, Derivation.Lane metrics)
      throws InterruptedException {
    ClosedSegment segment = entry.segment();
    Progress progress = entry.progress();
    progress.takeUp();
    boolean done = false;
    try {
      if (!progress.complete()) {
        Manifest manifest = packer.pack(segment, metrics);
        progress.packed(manifest);
        shipper.ship(segment.signal(), manifest, progress, pass);
      }
      if (progress.complete()) {
        confirm(segment);
        done = true;
      }
    } catch (StorageException e) {
      LOG.debug("Not yet confirmed: {}", segment, e);
    } catch (IOException | RuntimeException | Error e) {
      logNowAndThen(segment, progress, e);
    } finally {
      progress.putBack();
      if (done) {
        backlog.done(entry);
      } else {
        progress.failed();
        backlog.putBack(entry, backoff.after(progress.failures(), RandomGenerator.getDefault()));
      }
    }
  }

  /** derive: the points are in the metrics lane, durable, before their source has a manifest. */
  private static void append(Journal journal, Slice payload, int points)
      throws IOException, InterruptedException {
    try {
      journal.append(Signal.METRICS, EntryKind.DERIVED, payload, points).get();
    } catch (ExecutionException e) {
      throw new IOException("derived points are not in the journal yet: " + e.getCause(), e);
    }
  }

  /** derive, later: the calls whose two spans are in different segments. */
  private void settle(Journal journal) {
    try {
      derivation.settle((payload, points) -> append(journal, payload, points));
    } catch (IOException e) {
      LOG.debug("Calls are settled later", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("Calls are not settled, for a failure that nobody expected", e);
    }
  }

  private void confirm(ClosedSegment segment) throws IOException {
    segment.release();
    derivation.released(segment);
    if (!segment.recovered()) {
      ackToStored.record(Duration.between(segment.createdAt(), clock.instant()));
    }
  }

  /** The first failure of a segment, the second, the fourth, and so on. */
  private static void logNowAndThen(ClosedSegment segment, Progress progress, Throwable e) {
    if (Integer.bitCount(progress.failures() + 1) == 1) {
      LOG.warn("{} stays on disk, after {} tries: {}", segment, progress.failures() + 1, e, e);
    }
  }

  /** Whether Elasticsearch has its templates and took the last calls, as far as is known. */
  boolean storageTakesData() {
    return gate.up();
  }

  /** Why Elasticsearch does not take data, as far as is known; empty if it does. */
  Optional<String> storageFailure() {
    return gate.failure();
  }

  /** Whether Elasticsearch has all closed segments of metrics that were created before then. */
  boolean metricsConfirmedBefore(Instant time) {
    return backlog.confirmedBefore(Signal.METRICS, time);
  }

  /** Seconds since the creation of the oldest segment that is not confirmed; 0 if there is none. */
  double lagSeconds() {
    return backlog
        .oldest()
        .map(oldest -> Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0))
        .orElse(0.0);
  }

  /**
   * Ships on until nothing is left of what is closed, Elasticsearch is down, or the grace is over.
   */
  void drain(Duration grace) {
    try {
      backlog.awaitEmpty(grace, gate::up);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ships on until nothing is left, Elasticsearch is down, or the grace is over; then stops. What
   * is left waits on disk for the next start. The journal must be closed already.
   */
  void stop(Duration grace) {
    try {
      backlog.awaitEmpty(grace, gate::up);
      backlog.close();
      settling.shutdownNow();
      workers.forEach(Thread::interrupt);
      long deadlineNanos = System.nanoTime() + STOP_TIMEOUT.toNanos();
      for (Thread worker : workers) {
        TimeUnit.NANOSECONDS.timedJoin(worker, Math.max(1, deadlineNanos - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (backlog.size() > 0) {
      LOG.info("{} segments wait on disk for the next start", backlog.size());
    }
  }
}
