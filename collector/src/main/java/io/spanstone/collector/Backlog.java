package io.spanstone.collector;

import static java.util.Objects.requireNonNull;

import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.collector.ship.Progress;
import io.spanstone.otlp.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The closed segments that are not confirmed yet. Only handles are in memory; the journal's quota
 * bounds their number. Hands out the oldest of each signal first, the signals in turn, and none
 * before its time. Thread-safe.
 */
final class Backlog {
  private static final Comparator<Entry> OLDEST_FIRST =
      Comparator.comparing((Entry entry) -> entry.segment().createdAt())
          .thenComparing(entry -> entry.segment().id());

  private final Map<Signal, PriorityQueue<Entry>> ready = new EnumMap<>(Signal.class);
  private final List<Signal> turns = new ArrayList<>(List.of(Signal.values()));
  private final PriorityQueue<Delayed> delayed =
      new PriorityQueue<>(Comparator.comparingLong(Delayed::dueNanos));
  private final TreeSet<Entry> unconfirmed = new TreeSet<>(OLDEST_FIRST);
  private boolean closed;

  Backlog() {
    for (Signal signal : Signal.values()) {
      ready.put(signal, new PriorityQueue<>(OLDEST_FIRST));
    }
  }

  /** A segment and how far it has come. */
  record Entry(ClosedSegment segment, Progress progress) {}

  /** Takes in a segment. */
  synchronized void add(Entry entry) {
    unconfirmed.add(entry);
    makeReady(entry);
  }

  /** Waits for a segment that is due; null once closed. It must be put back, or be done. */
  synchronized @Nullable Entry take() throws InterruptedException {
    while (!closed) {
      long nowNanos = System.nanoTime();
      makeDueReady(nowNanos);
      Entry next = takeReady();
      if (next != null) {
        return next;
      }
      Delayed first = delayed.peek();
      wait(first == null ? 0 : first.millisUntilDue(nowNanos));
    }
    return null;
  }

  /** Gives a taken segment back, not to be taken again before the delay has passed. */
  synchronized void putBack(Entry entry, Duration delay) {
    delayed.add(new Delayed(entry, System.nanoTime() + delay.toNanos()));
    notifyAll();
  }

  /** A taken segment is confirmed and released. */
  synchronized void done(Entry entry) {
    unconfirmed.remove(entry);
    notifyAll();
  }

  /** How many segments are not confirmed, taken ones included. */
  synchronized int size() {
    return unconfirmed.size();
  }

  /** When the oldest segment that is not confirmed was created. */
  synchronized Optional<Instant> oldest() {
    return unconfirmed.isEmpty()
        ? Optional.empty()
        : Optional.of(unconfirmed.first().segment().createdAt());
  }

  /** Whether every segment of the signal that was created before then is confirmed. */
  synchronized boolean confirmedBefore(Signal signal, Instant time) {
    for (Entry entry : unconfirmed) {
      if (!entry.segment().createdAt().isBefore(time)) {
        return true;
      }
      if (entry.segment().signal() == signal) {
        return false;
      }
    }
    return true;
  }

  /**
   * Waits until every segment is done, at most as long as {@code grace}, and only while {@code
   * hopeful}, which is asked whenever a segment is put back.
   */
  synchronized void awaitEmpty(Duration grace, BooleanSupplier hopeful)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + grace.toNanos();
    while (!unconfirmed.isEmpty() && hopeful.getAsBoolean()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
      if (millis <= 0) {
        return;
      }
      wait(millis);
    }
  }

  /** Lets nothing be taken any more. What has been taken may still be put back or done. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void makeDueReady(long nowNanos) {
    for (Delayed next = delayed.peek();
        next != null && next.isDue(nowNanos);
        next = delayed.peek()) {
      delayed.remove();
      makeReady(next.entry());
    }
  }

  private void makeReady(Entry entry) {
    ready(entry.segment().signal()).add(entry);
    notifyAll();
  }

  /** From the signal whose last turn was longest ago. */
  private @Nullable Entry takeReady() {
    for (Signal signal : turns) {
      Entry entry = ready(signal).poll();
      if (entry != null) {
        turns.remove(signal);
        turns.add(signal);
        return entry;
      }
    }
    return null;
  }

  private PriorityQueue<Entry> ready(Signal signal) {
    return requireNonNull(ready.get(signal));
  }

  private record Delayed(Entry entry, long dueNanos) {
    boolean isDue(long nowNanos) {
      return dueNanos - nowNanos <= 0;
    }

    long millisUntilDue(long nowNanos) {
      return Duration.ofNanos(dueNanos - nowNanos).toMillis() + 1;
    }
  }
}
