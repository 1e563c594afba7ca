package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.storage.logs.LogHistogram;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts log records that came late: an evaluation has counted their time before, and found fewer.
 * Known of windows that are a multiple of the interval, up to {@value #MAX_STEPS} times. Not
 * thread-safe; one a lane.
 */
final class LateRecords {
  private static final int MAX_STEPS = 240;
  private static final int MAX_RULES = 5_000;

  /** What an evaluation counted, by the beginnings of steps. */
  private record Seen(RuleCondition condition, Map<Instant, Long> counts) {}

  private final Map<String, Seen> before = new HashMap<>();

  /** The steps in which the window of a rule is to be counted. */
  static Duration step(Duration window, Duration interval) {
    long steps = window.toMillis() / interval.toMillis();
    boolean fits = steps > 0 && window.toMillis() % interval.toMillis() == 0;
    return fits && steps <= MAX_STEPS ? interval : window;
  }

  /** How many records came late. */
  long of(PreparedRule rule, LogHistogram counted) {
    String id = rule.rule().id();
    if (!counted.complete() || !counted.step().equals(rule.rule().interval())) {
      before.remove(id);
      return 0;
    }
    if (before.size() >= MAX_RULES) {
      before.clear(); // rules that are gone are among them
    }
    Map<Instant, Long> counts = new HashMap<>();
    counted.buckets().forEach(each -> counts.put(each.start(), LogRuleQuery.records(each)));
    Seen seen = before.put(id, new Seen(rule.rule().condition(), counts));
    if (seen == null || !seen.condition().equals(rule.rule().condition())) {
      return 0;
    }
    long late = 0;
    for (Map.Entry<Instant, Long> each : seen.counts().entrySet()) {
      long now = counts.getOrDefault(each.getKey(), 0L);
      late += Math.max(0, now - each.getValue());
    }
    return late;
  }
}
