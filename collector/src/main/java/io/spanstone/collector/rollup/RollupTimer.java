package io.spanstone.collector.rollup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.collector.ship.Backoff;
import io.spanstone.storage.cluster.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls up every minute. Waits while Elasticsearch is down, which the shippers report, and longer
 * and longer while it does not take roll-ups.
 */
public final class RollupTimer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RollupTimer.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final Backoff BACKOFF = new Backoff(TICK, Duration.ofMinutes(1));

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "spanstone-rollup"));
  private final Rollups rollups;
  private final BooleanSupplier storageTakesData;
  private final Counter failed;
  private long windowDueNanos = System.nanoTime() + WINDOW.toNanos();
  private long retryDueNanos = System.nanoTime();
  private int failures;

  public RollupTimer(Rollups rollups, BooleanSupplier storageTakesData, MeterRegistry meters) {
    this.rollups = rollups;
    this.storageTakesData = storageTakesData;
    this.failed =
        Counter.builder("spanstone.rollup.failures")
            .description("Windows that could not be rolled up at once, to be tried again")
            .register(meters);
  }

  public void start() {
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    long nowNanos = System.nanoTime();
    if (!storageTakesData.getAsBoolean() || nowNanos - retryDueNanos < 0) {
      return;
    }
    try {
      if (nowNanos - windowDueNanos >= 0) {
        rollups.closeWindow();
        windowDueNanos = nowNanos + WINDOW.toNanos();
      }
      while (rollups.rollUp() && !timer.isShutdown()) {
        failures = 0;
      }
    } catch (StorageException e) {
      LOG.debug("To be tried again", e);
      backOff();
    } catch (IOException | RuntimeException e) {
      if (timer.isShutdown()) {
        LOG.debug("Ended in the middle", e);
        return;
      }
      LOG.error("Metrics are not rolled up now; they can be read all the same, but slower", e);
      backOff();
    }
  }

  private void backOff() {
    failed.increment();
    failures++;
    retryDueNanos =
        System.nanoTime() + BACKOFF.after(failures, RandomGenerator.getDefault()).toNanos();
  }

  /** Ends what is under way; it is taken up again at the next start. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Rolling up does not end within {}", STOP_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
