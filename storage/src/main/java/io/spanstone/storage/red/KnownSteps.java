package io.spanstone.storage.red;

import io.spanstone.storage.metrics.BlockHead;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What charts showed in steps. A step is known by the blocks that have calls in it, which never
 * change: so what is found here is what would be read; who asks for a range that has moved on reads
 * only what is new. Forgets what was not asked for the longest when it has no more room.
 * Thread-safe.
 */
public final class KnownSteps {
  /** Some 180 bytes each, as they are written included. */
  private static final int MAX_CALLS = 200_000;

  private final Remembered<Step, Known> steps;

  public KnownSteps() {
    this(MAX_CALLS);
  }

  /**
   * @param maxCalls how many groups of steps it remembers; a block that a step is made of weighs as
   *     much
   */
  KnownSteps(int maxCalls) {
    this.steps = new Remembered<>(maxCalls, Known::weight);
  }

  /** Which calls are counted in a step, and how they are told apart. */
  record Chart(
      @Nullable String service,
      @Nullable String operation,
      GroupBy groupBy,
      long stepNanos,
      long slowerThanNanos) {}

  private record Step(Chart chart, long startUnixNano) {}

  private record Known(Set<BlockHead> heads, StepCalls calls) {
    int weight() {
      return 1 + heads.size() + calls.groups().size();
    }
  }

  /**
   * What a step shows; null if that is not known.
   *
   * @param heads of the blocks that may have calls in the step
   */
  @Nullable StepCalls get(Chart chart, long startUnixNano, Set<BlockHead> heads) {
    Known known = steps.get(new Step(chart, startUnixNano), before -> before.heads.equals(heads));
    return known == null ? null : known.calls;
  }

  /** Remembers a step, in place of what it was known to show when it had other blocks. */
  void put(Chart chart, long startUnixNano, Set<BlockHead> heads, StepCalls calls) {
    steps.put(new Step(chart, startUnixNano), new Known(Set.copyOf(heads), calls));
  }

  /** How many steps were asked for and known. */
  public long hits() {
    return steps.hits();
  }

  /** How many steps were asked for and not known. */
  public long misses() {
    return steps.misses();
  }

  /** How many steps were forgotten for want of room. */
  public long evictions() {
    return steps.evictions();
  }

  /** How many groups of steps, and blocks, it holds. */
  public long held() {
    return steps.held();
  }
}
