package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.alert.slo.ErrorRatios;
import io.spanstone.query.patterns.CountPage;
import io.spanstone.query.patterns.PatternQuery;
import io.spanstone.query.patterns.PatternReader;
import io.spanstone.query.patterns.PatternSummary;
import io.spanstone.storage.logs.LogHistogram;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.logs.query.LogCondition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Counts log records and calls that are not good, and looks for patterns that are new. For one
 * thread.
 */
final class LogRuleQuery implements RuleQuery {
  private final LogStore logs;
  private final PatternReader patterns;
  private final ErrorRatios ratios;
  private final Duration budget;
  private final LateRecords late = new LateRecords();
  private long lateRecords;

  /**
   * @param budget how long one rule may take
   */
  LogRuleQuery(LogStore logs, PatternReader patterns, ErrorRatios ratios, Duration budget) {
    this.logs = logs;
    this.patterns = patterns;
    this.ratios = ratios;
    this.budget = budget;
  }

  @Override
  public void ask(List<PreparedRule> rules, Instant at, Taker taker) throws IOException {
    for (PreparedRule rule : rules) {
      long begun = System.nanoTime();
      lateRecords = 0;
      try {
        List<Found> found = found(rule, at);
        taker.found(rule, found, System.nanoTime() - begun);
        taker.late(rule, lateRecords);
      } catch (RuleFailure | LimitExceededException e) {
        taker.failed(rule, String.valueOf(e.getMessage()), System.nanoTime() - begun);
      }
    }
  }

  private List<Found> found(PreparedRule rule, Instant at) throws IOException, RuleFailure {
    RuleCondition condition = rule.rule().condition();
    if (condition instanceof RuleCondition.LogCount count) {
      return count(rule, count, at);
    }
    if (condition instanceof RuleCondition.BurnRate burn) {
      return burn(burn, at);
    }
    return newPatterns((RuleCondition.NewPattern) condition, at);
  }

  private List<Found> burn(RuleCondition.BurnRate rule, Instant at) throws IOException {
    if (ratio(rule, rule.shortWindow(), at) < rule.ratio()) {
      return List.of();
    }
    double ratio = ratio(rule, rule.longWindow(), at);
    return ratio < rule.ratio() ? List.of() : List.of(new Found(Labels.EMPTY, ratio));
  }

  private double ratio(RuleCondition.BurnRate rule, Duration window, Instant at)
      throws IOException {
    return ratios.calls(rule.service(), rule.operation(), rule.latency(), window, at).ratio();
  }

  private List<Found> count(PreparedRule prepared, RuleCondition.LogCount rule, Instant at)
      throws IOException, RuleFailure {
    LogCondition condition = Objects.requireNonNull(prepared.logCondition());
    Duration step = LateRecords.step(rule.window(), prepared.rule().interval());
    LogHistogram histogram = logs.histogram(condition, at.minus(rule.window()), at, step, budget);
    lateRecords = late.of(prepared, histogram);
    long counted = histogram.buckets().stream().mapToLong(LogRuleQuery::records).sum();
    if (!histogram.complete() && counted < rule.threshold()) {
      throw new RuleFailure(
          "counting took longer than %s; make the query narrower or the window shorter"
              .formatted(budget));
    }
    return counted < rule.threshold()
        ? List.of()
        : List.of(new Found(Labels.EMPTY, (double) counted));
  }

  /** How many records there are of each bucket. */
  static long records(LogHistogram.Bucket bucket) {
    return bucket.counts().values().stream().mapToLong(Long::longValue).sum();
  }

  private List<Found> newPatterns(RuleCondition.NewPattern rule, Instant at)
      throws IOException, RuleFailure {
    CountPage<PatternSummary> page =
        patterns.read(
            new PatternQuery(
                at.minus(rule.window()), at, rule.service(), Set.copyOf(rule.severities())));
    if (page.scannedUntil() != null) {
      throw new RuleFailure(
          "looking for new patterns took longer than %s; name a service or severities"
              .formatted(budget));
    }
    Map<Labels, Found> found = new HashMap<>();
    for (PatternSummary pattern : page.entries()) {
      if (pattern.counts().isNew() && !pattern.template().isEmpty()) {
        Labels labels = labels(pattern);
        found.put(labels, new Found(labels, (double) pattern.counts().total()));
      }
    }
    return new ArrayList<>(found.values());
  }

  private static Labels labels(PatternSummary pattern) {
    String service = pattern.service();
    int slash = service.indexOf('/');
    return Labels.of(
        "service_namespace", slash < 0 ? "" : service.substring(0, slash),
        "service_name", service.substring(slash + 1),
        "log_pattern_id", pattern.id(),
        "log_pattern_template", pattern.template());
  }
}
