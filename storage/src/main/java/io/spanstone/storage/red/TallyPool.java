package io.spanstone.storage.red;

import java.util.ArrayDeque;

/**
 * Tallies that are not in use, since each takes some kilobytes and a step of a chart has one for
 * each group. Keeps some MiB of them at most. Thread-safe.
 */
final class TallyPool {
  /** Of eight bytes each. */
  private static final int MAX_NUMBERS = 1 << 20;

  private final ArrayDeque<CallTally> free = new ArrayDeque<>();
  private int numbers;

  /** One that is empty. */
  synchronized CallTally take() {
    CallTally tally = free.poll();
    if (tally == null) {
      return new CallTally();
    }
    numbers -= tally.capacity();
    return tally;
  }

  /** Takes back one that nobody uses any more. */
  synchronized void give(CallTally tally) {
    if (numbers + tally.capacity() <= MAX_NUMBERS) {
      tally.clear();
      numbers += tally.capacity();
      free.push(tally);
    }
  }
}
