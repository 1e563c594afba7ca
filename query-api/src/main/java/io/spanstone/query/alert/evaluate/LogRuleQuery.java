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
import java.util.Arrays;
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
  /** The last calls of a longer window are compared with what the evaluation before has seen. */
  private static final Duration COMPARED = Duration.ofMinutes(30);

  private final LogStore logs;
  private final PatternReader patterns;
  private final ErrorRatios ratios;
  private final Duration budget;
  private final LateCounts late = new LateCounts();
  private Lateness lateNow = Lateness.UNKNOWN;

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
      lateNow = Lateness.UNKNOWN;
      try {
        List<Found> found = found(rule, at);
        taker.found(rule, found, System.nanoTime() - begun);
        taker.late(rule, lateNow);
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
      return burn(rule, burn, at);
    }
    return newPatterns(rule, (RuleCondition.NewPattern) condition, at);
  }

  private List<Found> burn(PreparedRule prepared, RuleCondition.BurnRate rule, Instant at)
      throws IOException {
    if (shortRatio(prepared, rule, at) < rule.ratio()) {
      return List.of();
    }
    double ratio = calls(rule, rule.longWindow(), at).ratio();
    return ratio < rule.ratio() ? List.of() : List.of(new Found(Labels.EMPTY, ratio));
  }

  /** Of the short window, the last calls of which are counted in steps, to see which came late. */
  private double shortRatio(PreparedRule prepared, RuleCondition.BurnRate rule, Instant at)
      throws IOException {
    Duration step = callStep(prepared.rule().interval());
    Duration last = rule.shortWindow().compareTo(COMPARED) < 0 ? rule.shortWindow() : COMPARED;
    int steps = (int) last.dividedBy(step);
    Duration length = step.multipliedBy(steps);
    Instant start = ErrorRatios.cell(at).minus(length);
    Instant next = ErrorRatios.cell(at.plus(prepared.rule().interval())).minus(length);
    List<ErrorRatios.Counted> counted =
        ratios.overTime(rule.service(), rule.operation(), rule.latency(), start, step, steps);
    List<Long> calls = counted.stream().map(ErrorRatios.Counted::calls).toList();
    lateNow = late.of(prepared, at, new LateCounts.Steps(start, step, calls), next);
    return last.equals(rule.shortWindow())
        ? ErrorRatios.Counted.sum(counted).ratio()
        : calls(rule, rule.shortWindow(), at).ratio();
  }

  /** Calls are counted by cells; evaluations begin and end with steps that are intervals. */
  private static Duration callStep(Duration interval) {
    boolean fits = interval.toMillis() % ErrorRatios.CELL.toMillis() == 0;
    return fits ? interval : ErrorRatios.CELL;
  }

  private ErrorRatios.Counted calls(RuleCondition.BurnRate rule, Duration window, Instant at)
      throws IOException {
    return ratios.calls(rule.service(), rule.operation(), rule.latency(), window, at);
  }

  private List<Found> count(PreparedRule prepared, RuleCondition.LogCount rule, Instant at)
      throws IOException, RuleFailure {
    LogCondition condition = Objects.requireNonNull(prepared.logCondition());
    Duration interval = prepared.rule().interval();
    Duration step = stepOf(rule.window(), interval);
    LogHistogram histogram = logs.histogram(condition, at.minus(rule.window()), at, step, budget);
    List<Long> counts = histogram.buckets().stream().map(LogRuleQuery::records).toList();
    if (histogram.complete() && step.equals(interval)) {
      Instant start = histogram.buckets().get(0).start();
      LateCounts.Steps steps = new LateCounts.Steps(start, step, counts);
      lateNow = late.of(prepared, at, steps, start.plus(interval));
    } else {
      late.forget(prepared);
    }
    long counted = counts.stream().mapToLong(Long::longValue).sum();
    if (!histogram.complete() && counted < rule.threshold()) {
      throw new RuleFailure(
          "counting took longer than %s; make the query narrower or the window shorter"
              .formatted(budget));
    }
    return counted < rule.threshold()
        ? List.of()
        : List.of(new Found(Labels.EMPTY, (double) counted));
  }

  /** The steps in which records are counted: intervals, if they make up the window. */
  private static Duration stepOf(Duration window, Duration interval) {
    long steps = window.toMillis() / interval.toMillis();
    boolean fits = steps > 0 && window.toMillis() % interval.toMillis() == 0;
    return fits && steps <= LateCounts.MAX_STEPS ? interval : window;
  }

  /** How many records there are of each bucket. */
  static long records(LogHistogram.Bucket bucket) {
    return bucket.counts().values().stream().mapToLong(Long::longValue).sum();
  }

  private List<Found> newPatterns(PreparedRule prepared, RuleCondition.NewPattern rule, Instant at)
      throws IOException, RuleFailure {
    CountPage<PatternSummary> page =
        patterns.read(
            new PatternQuery(
                at.minus(rule.window()), at, rule.service(), Set.copyOf(rule.severities())));
    if (page.scannedUntil() != null) {
      late.forget(prepared);
      throw new RuleFailure(
          "looking for new patterns took longer than %s; name a service or severities"
              .formatted(budget));
    }
    Instant next = ErrorRatios.cell(at.plus(prepared.rule().interval()).minus(rule.window()));
    lateNow = late.of(prepared, at, stepsOf(page), next);
    Map<Labels, Found> found = new HashMap<>();
    for (PatternSummary pattern : page.entries()) {
      if (pattern.counts().isNew() && !pattern.template().isEmpty()) {
        Labels labels = labels(pattern);
        found.put(labels, new Found(labels, (double) pattern.counts().total()));
      }
    }
    return new ArrayList<>(found.values());
  }

  private static LateCounts.Steps stepsOf(CountPage<PatternSummary> page) {
    long[] all = new long[page.steps()];
    for (PatternSummary pattern : page.entries()) {
      long[] trend = pattern.counts().trend();
      Arrays.setAll(all, step -> all[step] + trend[step]);
    }
    List<Long> counts = Arrays.stream(all).boxed().toList();
    return new LateCounts.Steps(page.start(), page.step(), counts);
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
