package io.spanstone.query.tail;

import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.storage.logs.LogFollower;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.logs.query.LogCondition;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All live tails of this process. While there are any, one thread looks for new blocks and hands
 * their records to the tails, so storage is asked as often for one tail as for many. Thread-safe.
 */
public final class LogTails implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(LogTails.class);

  private static final int MAX_TAILS = 32;
  private static final long POLL_MILLIS = 300;

  private final LogStore store;
  private final InstantSource clock;
  private final Counter dropped;
  private final List<LogTail> tails = new CopyOnWriteArrayList<>();
  private @Nullable ScheduledExecutorService poller;
  private boolean failing;

  public LogTails(LogStore store, InstantSource clock, MeterRegistry registry) {
    this.store = store;
    this.clock = clock;
    this.dropped =
        Counter.builder("spanstone.query.tail.dropped")
            .description("Log records that readers of live tails were too slow for")
            .register(registry);
    Gauge.builder("spanstone.query.tails", tails, List::size)
        .description("Live tails of logs")
        .register(registry);
  }

  /**
   * Starts a tail; what is stored from now on will be in it.
   *
   * @throws ProblemException with 503 if there are too many
   */
  public synchronized LogTail open(LogCondition condition) {
    if (tails.size() >= MAX_TAILS) {
      throw new ProblemException(
          Problem.of(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "%d live tails are open already; close one".formatted(MAX_TAILS))
              .withHeader(Header.RETRY_AFTER, "5"));
    }
    LogTail tail = new LogTail(this, condition);
    tails.add(tail);
    if (poller == null) {
      poller = Executors.newSingleThreadScheduledExecutor(LogTails::thread);
      LogFollower follower = store.follow();
      ScheduledFuture<?> unused =
          poller.scheduleWithFixedDelay(
              () -> poll(follower), 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
    return tail;
  }

  /** Ends all tails. Idempotent. */
  @Override
  public void close() {
    tails.forEach(LogTail::close);
  }

  synchronized void remove(LogTail tail) {
    tails.remove(tail);
    if (tails.isEmpty() && poller != null) {
      poller.shutdownNow();
      poller = null;
    }
  }

  void countDropped() {
    dropped.increment();
  }

  private void poll(LogFollower follower) {
    try {
      follower.poll(clock.instant(), new ArrayList<>(tails));
      failing = false;
    } catch (IOException | RuntimeException e) {
      if (!failing && !Thread.currentThread().isInterrupted()) {
        logger.warn("Live tails wait: new logs cannot be read", e);
      }
      failing = true;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "log-tails");
    thread.setDaemon(true);
    return thread;
  }
}
