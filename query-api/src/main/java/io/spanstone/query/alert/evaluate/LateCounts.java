package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts log records and calls that came late: an evaluation has counted their time before, and
 * found fewer. Not thread-safe; one a lane.
 */
final class LateCounts {
  /** In more steps a window is not counted. */
  static final int MAX_STEPS = 240;

  private static final int MAX_RULES = 5_000;

  /**
   * What was counted in equal steps, one behind the other.
   *
   * @param start of the first
   */
  record Steps(Instant start, Duration step, List<Long> counts) {
    Steps {
      counts = List.copyOf(counts);
    }

    /** As many as are over at a time: others go on growing without anything being late. */
    Steps until(Instant at) {
      long over = Duration.between(start, at).dividedBy(step);
      int kept = (int) Math.max(0, Math.min(counts.size(), over));
      return new Steps(start, step, counts.subList(0, kept));
    }

    /** All that begin at a time or later; null if none begins just then. */
    private @Nullable Long sumFrom(Instant from) {
      long shift = Duration.between(start, from).toMillis();
      long first = shift / step.toMillis();
      if (shift < 0 || shift % step.toMillis() != 0) {
        return null;
      }
      return counts.stream().skip(first).mapToLong(Long::longValue).sum();
    }

    private boolean fits(Steps before) {
      long shift = Duration.between(before.start, start).toMillis();
      return step.equals(before.step) && shift % step.toMillis() == 0;
    }

    /** How many more there are than before, in the steps that both have. */
    private long moreThan(Steps before) {
      long first = Duration.between(before.start, start).dividedBy(step);
      long more = 0;
      for (long place = Math.max(0, first); place < before.counts.size(); place++) {
        if (place - first < counts.size()) {
          more += Math.max(0, counts.get((int) (place - first)) - before.counts.get((int) place));
        }
      }
      return more;
    }
  }

  private record Seen(RuleCondition condition, Steps steps) {}

  private final Map<String, Seen> before = new HashMap<>();

  /**
   * How many came late, of what a rule counted at a time.
   *
   * @param next where the first step begins that the next evaluation counts
   */
  Lateness of(PreparedRule rule, Instant at, Steps counted, Instant next) {
    if (before.size() >= MAX_RULES) {
      before.clear(); // rules that are gone are among them
    }
    RuleCondition condition = rule.rule().condition();
    Steps over = counted.until(at);
    Seen seen = before.put(rule.rule().id(), new Seen(condition, over));
    boolean compared =
        seen != null && seen.condition().equals(condition) && counted.fits(seen.steps());
    Long old = counted.until(at.minus(rule.rule().interval())).sumFrom(counted.start());
    Long again = over.sumFrom(next);
    return new Lateness(
        compared ? counted.moreThan(seen.steps()) : 0,
        compared,
        old == null || again == null ? null : new Lateness.Overlap(old, again));
  }

  /** That a rule could not be counted: what was seen before is too long ago. */
  void forget(PreparedRule rule) {
    before.remove(rule.rule().id());
  }
}
