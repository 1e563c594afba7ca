package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** How many more there are than before, in the steps that both have. */
    private long moreThan(Steps before) {
      long shift = Duration.between(before.start, start).toMillis();
      if (!step.equals(before.step) || shift % step.toMillis() != 0) {
        return 0;
      }
      long first = shift / step.toMillis();
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

  /** How many came late, of what a rule counted at a time. */
  long of(PreparedRule rule, Instant at, Steps counted) {
    if (before.size() >= MAX_RULES) {
      before.clear(); // rules that are gone are among them
    }
    RuleCondition condition = rule.rule().condition();
    Seen seen = before.put(rule.rule().id(), new Seen(condition, counted.until(at)));
    return seen == null || !seen.condition().equals(condition) ? 0 : counted.moreThan(seen.steps());
  }

  /** That a rule could not be counted: what was seen before is too long ago. */
  void forget(PreparedRule rule) {
    before.remove(rule.rule().id());
  }
}
