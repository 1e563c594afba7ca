package io.spanstone.query.alert.rule;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule asks for each time that it is evaluated. */
public sealed interface RuleCondition {

  /**
   * Holds for every element that an expression gives.
   *
   * @param expr of PromQL; an instant vector or a scalar
   */
  record Promql(String expr) implements RuleCondition {}

  /**
   * Holds while there are many log records.
   *
   * @param query docs/reference/log-search.md has the language
   * @param threshold holds from so many on; at least 1
   * @param window that is counted in, up to the time of the evaluation
   */
  record LogCount(String query, long threshold, Duration window) implements RuleCondition {}

  /**
   * Holds for every pattern of log records that is there now and was not in the week before.
   *
   * @param service {@code name} or {@code namespace/name}; null for all
   * @param severities names of levels such as {@code ERROR}; empty for all
   * @param window in which a pattern is new
   */
  record NewPattern(@Nullable String service, List<String> severities, Duration window)
      implements RuleCondition {
    public NewPattern {
      severities = List.copyOf(severities);
    }
  }

  /**
   * Holds while, in a long window and in a short one, too many of the calls of a service fail, or
   * take too long. Made for service level objectives.
   *
   * @param service {@code name} or {@code namespace/name}
   * @param operation the template of the span's name; null for all
   * @param latency calls that take longer count, as those that fail; null if only these do
   * @param ratio holds from this share of such calls on
   */
  record BurnRate(
      String service,
      @Nullable String operation,
      @Nullable Duration latency,
      double ratio,
      Duration longWindow,
      Duration shortWindow)
      implements RuleCondition {}
}
