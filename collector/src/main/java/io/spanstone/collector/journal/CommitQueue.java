package io.spanstone.collector.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Entries on their way from any number of appenders to one writer. What it bounds is bytes that are
 * not settled yet: those in the queue and those being written. Thread-safe.
 */
final class CommitQueue {
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private final Deque<PendingEntry> entries = new ArrayDeque<>();
  private long unsettledBytes;
  private boolean closed;

  CommitQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Never waits. An entry larger than the bound is taken when nothing else is unsettled. */
  void put(PendingEntry entry) throws JournalBusyException {
    lock.lock();
    try {
      if (closed) {
        throw new JournalBusyException("the journal is closing");
      }
      if (unsettledBytes > 0 && unsettledBytes + entry.waitingBytes() > maxBytes) {
        throw new JournalBusyException("the disk is behind by " + unsettledBytes + " bytes");
      }
      unsettledBytes += entry.waitingBytes();
      entries.add(entry);
      wake.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for entries, and takes those that fit into {@code bytes}, at least one.
   *
   * @return empty when {@code waitNanos} have passed or the queue is closed and empty
   */
  List<PendingEntry> take(long bytes, long waitNanos) {
    List<PendingEntry> taken = new ArrayList<>();
    lock.lock();
    try {
      awaitEntries(waitNanos);
      long left = bytes;
      while (!entries.isEmpty() && (taken.isEmpty() || entries.element().bytes() <= left)) {
        PendingEntry entry = entries.remove();
        left -= entry.bytes();
        taken.add(entry);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** These are on disk, or will never be. */
  void settled(List<PendingEntry> taken) {
    long bytes = taken.stream().mapToLong(PendingEntry::waitingBytes).sum();
    lock.lock();
    try {
      unsettledBytes -= bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses further entries; those that wait can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      wake.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isDrained() {
    lock.lock();
    try {
      return closed && entries.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  long unsettledBytes() {
    lock.lock();
    try {
      return unsettledBytes;
    } finally {
      lock.unlock();
    }
  }

  /** An interrupt is not meant for the writer, which ends when the queue is drained. */
  private void awaitEntries(long waitNanos) {
    long deadline = System.nanoTime() + waitNanos;
    long left = waitNanos;
    while (entries.isEmpty() && !closed && left > 0) {
      try {
        left = wake.awaitNanos(left);
      } catch (InterruptedException e) {
        left = deadline - System.nanoTime();
      }
    }
  }
}
