package io.spanstone.query.tail;

import io.spanstone.storage.logs.LogEntry;
import io.spanstone.storage.logs.LogFollower;
import io.spanstone.storage.logs.query.LogCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records that one reader is still to be sent. Those that do not fit are dropped and counted.
 * Filled by one thread and emptied by another.
 */
public final class LogTail implements LogFollower.Listener, AutoCloseable {
  private static final int MAX_QUEUED = 2_000;
  private static final int MAX_TAKEN = 500;
  private static final long MAX_QUEUED_BYTES = 8 << 20;

  private final LogTails tails;
  private final LogCondition condition;
  private final BlockingQueue<LogEntry> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean closed;

  LogTail(LogTails tails, LogCondition condition) {
    this.tails = tails;
    this.condition = condition;
  }

  @Override
  public LogCondition condition() {
    return condition;
  }

  @Override
  public void take(LogEntry log) {
    long bytes = log.message().length();
    if (queuedBytes.addAndGet(bytes) > MAX_QUEUED_BYTES || !queue.offer(log)) {
      queuedBytes.addAndGet(-bytes);
      dropped.incrementAndGet();
      tails.countDropped();
    }
  }

  /** The next records; none if none came for so long, or the tail is closed. */
  public List<LogEntry> next(Duration longest) throws InterruptedException {
    List<LogEntry> next = new ArrayList<>();
    LogEntry first = queue.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      next.add(first);
      queue.drainTo(next, MAX_TAKEN - 1);
      next.forEach(log -> queuedBytes.addAndGet(-log.message().length()));
    }
    return next;
  }

  /** How many were dropped since the last call. */
  public long takeDropped() {
    return dropped.getAndSet(0);
  }

  /** Whether nothing more will come. */
  public boolean isClosed() {
    return closed;
  }

  /** Ends it, from any thread. Idempotent. */
  @Override
  public void close() {
    closed = true;
    tails.remove(this);
  }
}
