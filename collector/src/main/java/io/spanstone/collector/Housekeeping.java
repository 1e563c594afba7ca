package io.spanstone.collector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.report.CollectorReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a collector does by the clock: publishes its report every few seconds, and drops the data
 * whose retention is over, at the start and every hour, or which a full disk has no room for. It
 * waits while Elasticsearch is down; the shippers report the outage.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);
  private static final Duration RETENTION_RETRY_INTERVAL = Duration.ofMinutes(1);
  private static final Duration PRESSURE_INTERVAL = Duration.ofSeconds(30);
  private static final Duration REFUSAL_INTERVAL = Duration.ofMinutes(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> new Thread(task, "spanstone-housekeeping"));
  private final Storage storage;
  private final BooleanSupplier storageTakesData;
  private final Supplier<CollectorReport> report;
  private final Supplier<Optional<String>> refusal;
  private final InstantSource clock;
  private final Counter expired;
  private final Counter crowdedOut;
  private Instant retentionDue = Instant.MIN;
  private Instant pressureDue = Instant.MIN;
  private Instant refusalDue = Instant.MIN;
  private boolean toldOfRefusal;

  /**
   * @param refusal why nothing is taken from senders; empty if it is
   * @param storageTakesData whether the templates are installed and writes succeed; nothing is
   *     tried while not
   */
  Housekeeping(
      Storage storage,
      BooleanSupplier storageTakesData,
      Supplier<CollectorReport> report,
      Supplier<Optional<String>> refusal,
      InstantSource clock,
      MeterRegistry meters) {
    this.storage = storage;
    this.storageTakesData = storageTakesData;
    this.report = report;
    this.refusal = refusal;
    this.clock = clock;
    this.expired = dropped("age", meters);
    this.crowdedOut = dropped("disk", meters);
  }

  void start() {
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            this::keepHouse, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void keepHouse() {
    try {
      tellOfRefusal();
      if (!storageTakesData.getAsBoolean()) {
        return;
      }
      storage.publish(report.get());
      applyRetentionIfDue();
      relieveDiskPressureIfDue();
    } catch (StorageException e) {
      LOG.debug("To be tried again", e);
    } catch (RuntimeException e) {
      LOG.error("To be tried again after a failure that nobody expected", e);
    }
  }

  /** When it begins and when it ends, but not of each of many times a minute. */
  private void tellOfRefusal() {
    Optional<String> reason = refusal.get();
    Instant now = clock.instant();
    if (reason.isPresent() == toldOfRefusal || now.isBefore(refusalDue)) {
      return;
    }
    if (reason.isPresent()) {
      LOG.warn("Senders are told to try again later: {}", reason.get());
    } else {
      LOG.info("What is sent is taken again");
    }
    toldOfRefusal = reason.isPresent();
    refusalDue = now.plus(REFUSAL_INTERVAL);
  }

  private void applyRetentionIfDue() throws StorageException {
    Instant now = clock.instant();
    if (now.isBefore(retentionDue)) {
      return;
    }
    retentionDue = now.plus(RETENTION_RETRY_INTERVAL);
    List<String> dropped = storage.applyRetention(now);
    retentionDue = now.plus(RETENTION_INTERVAL);
    expired.increment(dropped.size());
    if (!dropped.isEmpty()) {
      LOG.info("Dropped, since their retention is over: {}", dropped);
    }
  }

  /** One index at a time, so that the disk can say what that brought. */
  private void relieveDiskPressureIfDue() throws StorageException {
    Instant now = clock.instant();
    if (!now.isBefore(pressureDue)) {
      pressureDue = now.plus(PRESSURE_INTERVAL);
      List<String> dropped = storage.relieveDiskPressure(now);
      crowdedOut.increment(dropped.size());
      if (!dropped.isEmpty()) {
        LOG.warn("Dropped, since a disk of Elasticsearch is nearly full: {}", dropped);
      }
    }
  }

  private static Counter dropped(String reason, MeterRegistry meters) {
    return Counter.builder("spanstone.retention.dropped.indices")
        .description("Indices that were dropped because of their age, or for want of disk space")
        .tag("reason", reason)
        .register(meters);
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Housekeeping does not end within {}", STOP_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
