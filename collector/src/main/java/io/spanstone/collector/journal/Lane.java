package io.spanstone.collector.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One signal's way to the disk. Appenders of any thread leave entries in a bounded queue; the
 * lane's own thread writes whatever waits with one gathered write and one fdatasync, then completes
 * the futures. While the disk is busy with one commit, the next one gathers.
 */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final int BUFFER_BYTES = 256 << 10;
  private static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Signal signal;
  private final SegmentFiles files;
  private final Space space;
  private final JournalListener listener;
  private final long segmentBytes;
  private final long maxAgeNanos;
  private final CommitQueue queue;
  private final Thread writer;

  private final Timer commits;
  private final DistributionSummary commitEntries;
  private final Counter failedCommits;
  private final Counter closedSegments;

  // The writer's own:
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private @Nullable OpenSegment open;
  private long closeAtNanos;

  Lane(
      SegmentFiles files,
      JournalSettings settings,
      Space space,
      JournalMetrics metrics,
      JournalListener listener) {
    this.signal = files.signal();
    this.files = files;
    this.space = space;
    this.listener = listener;
    this.segmentBytes = settings.segmentBytes();
    this.maxAgeNanos = settings.maxAge(signal).toNanos();
    this.queue = new CommitQueue(settings.maxWaitingBytes());
    this.writer = new Thread(this::run, "spanstone-journal-" + signal.id());
    writer.setDaemon(true);
    this.commits = metrics.commit(signal);
    this.commitEntries = metrics.commitEntries(signal);
    this.failedCommits = metrics.failedCommits(signal);
    this.closedSegments = metrics.closedSegments(signal);
    metrics.waiting(signal, queue, CommitQueue::unsettledBytes);
  }

  void start() {
    writer.start();
  }

  /** Takes an entry whose bytes have been reserved; if it throws, they are still the caller's. */
  CompletableFuture<Void> append(PendingEntry entry) throws JournalBusyException {
    queue.put(entry);
    return entry.durable();
  }

  /** Refuses further entries. */
  void stop() {
    queue.close();
  }

  /** Returns when all that was taken is settled and the last segment handed over. */
  void join() {
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!queue.isDrained()) {
      try {
        step();
      } catch (RuntimeException | Error e) {
        log.error("the lane of {} goes on after a failure that nobody expected", signal.id(), e);
      }
    }
    if (open != null) {
      closeSegment(open);
    }
  }

  private void step() {
    List<PendingEntry> batch = queue.take(room(), nanosUntilClose());
    if (!batch.isEmpty()) {
      commit(batch);
    }
    if (open != null && (nanosUntilClose() <= 0 || open.length() >= segmentBytes)) {
      closeSegment(open);
    }
  }

  private long room() {
    return open == null ? segmentBytes : segmentBytes - open.length();
  }

  private long nanosUntilClose() {
    return open == null ? IDLE_NANOS : closeAtNanos - System.nanoTime();
  }

  private void commit(List<PendingEntry> batch) {
    long startNanos = System.nanoTime();
    try {
      openSegment().commit(batch);
    } catch (IOException | RuntimeException | Error e) {
      fail(batch, e);
      return;
    }
    commits.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    commitEntries.record(batch.size());
    queue.settled(batch);
    for (PendingEntry entry : batch) {
      listener.journaled(signal, entry.header().records());
      entry.durable().complete(null);
    }
  }

  private OpenSegment openSegment() throws IOException {
    if (open == null) {
      open = files.create(buffer);
      space.add(SegmentHeader.BYTES);
      closeAtNanos = System.nanoTime() + maxAgeNanos;
    }
    return open;
  }

  /**
   * The segment ends where the last successful commit ended: after a failed write or fdatasync
   * nobody knows what of the rest reached the disk.
   */
  private void fail(List<PendingEntry> batch, Throwable failure) {
    log.error(
        "cannot write {} entries of {}: they are refused", batch.size(), signal.id(), failure);
    failedCommits.increment();
    if (open != null) {
      closeSegment(open);
    }
    space.free(batch.stream().mapToLong(PendingEntry::bytes).sum());
    queue.settled(batch);
    batch.forEach(entry -> entry.durable().completeExceptionally(failure));
  }

  private void closeSegment(OpenSegment segment) {
    open = null;
    try {
      segment.close();
    } catch (IOException e) {
      log.warn("cannot end {} cleanly; its durable part is complete", segment, e);
    }
    if (segment.length() == 0) {
      space.free(SegmentHeader.BYTES);
      return;
    }
    closedSegments.increment();
    listener.closed(files.closed(segment));
  }
}
