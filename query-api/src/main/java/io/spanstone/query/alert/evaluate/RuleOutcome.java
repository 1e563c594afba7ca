package io.spanstone.query.alert.evaluate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with a rule.
 *
 * @param lastEvaluation the time for which it was evaluated last; null if it was not yet
 * @param lastError why it could not be evaluated then; null if it could
 * @param durationNanos how long that took
 * @param missed how many evaluations were left out because nobody could make them in time
 * @param late how many points came that evaluations before should have seen
 * @param seen what whoever makes the next evaluation must know to tell what came late; null if that
 *     is not known
 */
public record RuleOutcome(
    @Nullable Instant lastEvaluation,
    @Nullable String lastError,
    long durationNanos,
    long missed,
    long late,
    @Nullable Seen seen) {
  public static final RuleOutcome NONE = new RuleOutcome(null, null, 0, 0, 0, null);

  /**
   * What the last evaluation has seen.
   *
   * @param points how many the next one sees again
   * @param of tells the rule as it was then
   */
  public record Seen(long points, int of) {}

  /** {@code ok}, {@code err} or {@code unknown}, as Prometheus says it. */
  public String health() {
    return lastEvaluation == null ? "unknown" : lastError == null ? "ok" : "err";
  }

  RuleOutcome evaluated(
      Instant at, @Nullable String error, long nanos, long lateMore, @Nullable Seen seenNow) {
    return new RuleOutcome(at, error, nanos, missed, late + lateMore, seenNow);
  }

  RuleOutcome missed(long more) {
    return new RuleOutcome(lastEvaluation, lastError, durationNanos, missed + more, late, seen);
  }
}
