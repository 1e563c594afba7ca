package io.spanstone.collector.ship;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.bulk.Verdict.Outcome;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.indices.NewerFormatException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Elasticsearch: lets through as many at a time as it can take, and nobody but a probe
 * now and then while it is down. Whoever wants to ship {@linkplain #enter enters}, which may take
 * as long as an outage, and makes calls one after the other through the {@link Pass}.
 *
 * <p>Before the first call, and the first after an outage, the templates are installed: the cluster
 * may be another, or empty, by then. Where a newer program has set up its own, nothing is written;
 * but a gate that has written before goes on, so that nothing waits while others are upgraded.
 *
 * <p>Thread-safe.
 */
public final class BulkGate {
  private static final Logger LOG = LoggerFactory.getLogger(BulkGate.class);
  private static final int FAILURES_OF_AN_OUTAGE = 3;
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int TOO_MANY_REQUESTS = 429;

  /** The part of storage that is behind the gate. */
  public interface Elasticsearch {
    void install() throws StorageException;

    List<Verdict> bulk(List<BulkItem> items) throws StorageException;
  }

  private final Elasticsearch elasticsearch;
  private final CircuitBreaker breaker;
  private final ConcurrencyLimit limit;
  private final Object installation = new Object();
  private final Timer calls;
  private final Counter failures;
  private volatile boolean installed;
  private boolean installedBefore;
  private int inside;
  private long quietUntilNanos = System.nanoTime();
  private @Nullable Long downSinceNanos;
  private @Nullable String lastFailure;

  /**
   * @param maxConcurrency the most passes at a time
   * @param backoff between probes
   */
  public BulkGate(
      Elasticsearch elasticsearch, int maxConcurrency, Backoff backoff, MeterRegistry meters) {
    this.elasticsearch = elasticsearch;
    this.breaker = new CircuitBreaker(FAILURES_OF_AN_OUTAGE, backoff, RandomGenerator.getDefault());
    this.limit = new ConcurrencyLimit(maxConcurrency, SLOW);
    this.calls =
        Timer.builder("spanstone.bulk")
            .description("Bulk requests that were answered")
            .register(meters);
    this.failures =
        Counter.builder("spanstone.bulk.failures")
            .description("Bulk requests of which nothing was taken")
            .register(meters);
    Gauge.builder("spanstone.bulk.concurrency.limit", this, BulkGate::concurrencyLimit)
        .register(meters);
    Gauge.builder("spanstone.elasticsearch.up", this, gate -> gate.up() ? 1 : 0).register(meters);
  }

  /** Whether Elasticsearch took the last calls, as far as is known. */
  public synchronized boolean up() {
    return breaker.closed() && installed;
  }

  /** Why Elasticsearch takes nothing, as far as is known; empty if it does. */
  public synchronized Optional<String> failure() {
    if (up()) {
      return Optional.empty();
    }
    return Optional.of(
        lastFailure == null
            ? "nothing has been written to Elasticsearch yet"
            : "nothing can be written to Elasticsearch: " + lastFailure);
  }

  /** Waits until Elasticsearch is likely to take a call. The pass must be closed. */
  public synchronized Pass enter() throws InterruptedException {
    while (inside >= limit.allowed() || !breaker.permits(System.nanoTime())) {
      wait(breaker.millisUntilProbe(System.nanoTime()));
    }
    inside++;
    return new Pass();
  }

  /** The right to make calls, one at a time. For one thread. */
  public final class Pass implements AutoCloseable {
    private boolean permitted = true;

    private Pass() {}

    /** Whether Elasticsearch took the last calls, as far as is known. */
    public boolean up() {
      return BulkGate.this.up();
    }

    /** Installs the templates, unless that is done. */
    public void install() throws StorageException {
      if (!installed) {
        call(List.of());
      }
    }

    /**
     * As {@link Elasticsearch#bulk}.
     *
     * @throws StorageException also if Elasticsearch has turned out to be down meanwhile
     */
    public List<Verdict> bulk(List<BulkItem> items) throws StorageException {
      return call(items);
    }

    private List<Verdict> call(List<BulkItem> items) throws StorageException {
      if (!permitted && !permits()) {
        throw new StorageException("Elasticsearch is down");
      }
      permitted = false;
      long startNanos = System.nanoTime();
      try {
        ensureInstalled();
        List<Verdict> verdicts = items.isEmpty() ? List.of() : elasticsearch.bulk(items);
        answered(verdicts, Duration.ofNanos(System.nanoTime() - startNanos));
        return verdicts;
      } catch (StorageException | RuntimeException e) {
        failed(e instanceof StorageException ? String.valueOf(e.getMessage()) : e.toString());
        throw e;
      }
    }

    @Override
    public void close() {
      leave(permitted);
      permitted = false;
    }
  }

  private void ensureInstalled() throws StorageException {
    synchronized (installation) {
      if (!installed) {
        install();
        installed = true;
        installedBefore = true;
      }
    }
  }

  /** What runs while others are upgraded goes on: a newer program reads what it writes. */
  private void install() throws StorageException {
    try {
      elasticsearch.install();
    } catch (NewerFormatException newer) {
      if (!installedBefore) {
        throw newer;
      }
      LOG.warn("Blocks are stored as before, though {}", newer.getMessage());
    }
  }

  private synchronized boolean permits() {
    return breaker.permits(System.nanoTime());
  }

  private synchronized void leave(boolean unusedPermission) {
    if (unusedPermission) {
      breaker.released();
    }
    inside--;
    notifyAll();
  }

  private synchronized void answered(List<Verdict> verdicts, Duration latency) {
    if (verdicts.isEmpty()) {
      breaker.answered();
    } else if (verdicts.stream().allMatch(verdict -> verdict.outcome() == Outcome.RETRY)) {
      failed(verdicts.get(0).reason());
      return;
    } else {
      breaker.succeeded();
      adaptLimit(verdicts, latency);
      calls.record(latency);
    }
    lastFailure = null;
    if (downSinceNanos != null) {
      long seconds = Duration.ofNanos(System.nanoTime() - downSinceNanos).toSeconds();
      LOG.info("Elasticsearch answers again, after {} s", seconds);
      downSinceNanos = null;
    }
    notifyAll();
  }

  private void adaptLimit(List<Verdict> verdicts, Duration latency) {
    if (verdicts.stream().anyMatch(verdict -> verdict.status() == TOO_MANY_REQUESTS)) {
      limit.overloaded();
    } else {
      limit.answered(latency);
    }
  }

  private synchronized void failed(String reason) {
    boolean wasClosed = breaker.closed();
    breaker.failed(System.nanoTime());
    limit.overloaded();
    failures.increment();
    lastFailure = reason;
    if (wasClosed && !breaker.closed()) {
      installed = false;
      if (breaker.openings() == 1) {
        announceOutage(reason);
      }
    }
    notifyAll();
  }

  /** At most one a minute: a service that fails now and then must not flood the log. */
  private void announceOutage(String reason) {
    long nowNanos = System.nanoTime();
    if (nowNanos - quietUntilNanos >= 0) {
      quietUntilNanos = nowNanos + QUIET.toNanos();
      downSinceNanos = nowNanos;
      LOG.warn(
          "Nothing can be written to Elasticsearch; segments wait on disk until it can: {}",
          reason);
    }
  }

  private synchronized int concurrencyLimit() {
    return limit.allowed();
  }
}
