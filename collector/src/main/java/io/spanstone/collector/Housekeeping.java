package io.spanstone.collector;

import io.spanstone.storage.CollectorReport;
import io.spanstone.storage.Storage;
import io.spanstone.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a collector does by the clock: publishes its report every few seconds, and drops the data
 * whose retention is over, at the start and every hour. While Elasticsearch is down it keeps trying
 * quietly; the shippers report the outage.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);
  private static final Duration RETENTION_RETRY_INTERVAL = Duration.ofMinutes(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> new Thread(task, "spanstone-housekeeping"));
  private final Storage storage;
  private final Supplier<CollectorReport> report;
  private final InstantSource clock;
  private Instant retentionDue = Instant.MIN;

  Housekeeping(Storage storage, Supplier<CollectorReport> report, InstantSource clock) {
    this.storage = storage;
    this.report = report;
    this.clock = clock;
  }

  void start() {
    every(RETENTION_RETRY_INTERVAL, this::applyRetentionIfDue);
    every(REPORT_INTERVAL, this::publishReport);
  }

  private void every(Duration interval, Task task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (StorageException e) {
            LOG.debug("To be tried again", e);
          } catch (RuntimeException e) {
            LOG.error("To be tried again after a failure that nobody expected", e);
          }
        };
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(guarded, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private interface Task {
    void run() throws StorageException;
  }

  private void publishReport() throws StorageException {
    storage.publish(report.get());
  }

  private void applyRetentionIfDue() throws StorageException {
    Instant now = clock.instant();
    if (now.isBefore(retentionDue)) {
      return;
    }
    List<String> dropped = storage.applyRetention(now);
    retentionDue = now.plus(RETENTION_INTERVAL);
    if (!dropped.isEmpty()) {
      LOG.info("Dropped, since their retention is over: {}", dropped);
    }
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
