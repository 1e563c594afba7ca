package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.alert.slo.ErrorRatios;
import io.spanstone.query.patterns.PatternReader;
import io.spanstone.query.promql.PromqlEngine;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.query.promql.QueryResult;
import io.spanstone.storage.Storage;
import io.spanstone.storage.logs.LogHistogram;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Tells when a rule would have fired. Writes nothing down. Thread-safe. */
public final class DryRun {
  private static final int MAX_EVALUATIONS = 11_000;
  private static final int MAX_PATTERN_EVALUATIONS = 60;
  private static final int MAX_BUCKETS_AT_ONCE = LogHistogram.MAX_BUCKETS - 1;
  private static final int MAX_BUCKETS = 20_000;

  private final MetricStore metrics;
  private final LogStore logs;
  private final LogRuleQuery logRules;
  private final PromqlSettings settings;
  private final Duration logBudget;

  public DryRun(Storage storage, AlertSettings settings) {
    this.metrics = storage.metrics();
    this.logs = storage.logs();
    this.logBudget = settings.logBudget();
    this.logRules =
        new LogRuleQuery(
            logs,
            new PatternReader(metrics, logBudget),
            new ErrorRatios(storage.red(), logBudget),
            logBudget);
    this.settings = settings.promql();
  }

  /**
   * What would have come.
   *
   * @param transitions in the order of their times
   * @param evaluations how many there were
   * @param series how many series were found over all the time
   */
  public record Outcome(List<Transition> transitions, int evaluations, int series) {
    public Outcome {
      transitions = List.copyOf(transitions);
    }
  }

  /**
   * Evaluates at all times of the rule in {@code [start, end]}.
   *
   * @throws UntestableException if that cannot be done, for a reason that the rule's author can
   *     change
   */
  public Outcome run(AlertRule rule, Instant start, Instant end)
      throws IOException, UntestableException {
    PreparedRule prepared = PreparedRule.of(rule);
    long interval = rule.interval().toMillis();
    long first = -Math.floorDiv(-start.toEpochMilli(), interval) * interval;
    long last = Math.floorDiv(end.toEpochMilli(), interval) * interval;
    if ((last - first) / interval >= MAX_EVALUATIONS) {
      throw new UntestableException(
          "that would be more than %d evaluations; choose a shorter time or a longer interval"
              .formatted(MAX_EVALUATIONS));
    }
    if (last < first) {
      return new Outcome(List.of(), 0, 0);
    }
    NavigableMap<Long, List<Found>> found = new TreeMap<>();
    int series = find(prepared, first, last, found);
    return rule.recording()
        ? new Outcome(List.of(), found.size(), series)
        : replay(prepared, found, series);
  }

  private static Outcome replay(
      PreparedRule rule, NavigableMap<Long, List<Found>> found, int series)
      throws UntestableException {
    List<Transition> transitions = new ArrayList<>();
    Map<String, LiveAlert> live = Map.of();
    for (Map.Entry<Long, List<Found>> each : found.entrySet()) {
      try {
        Step step =
            AlertLifecycle.step(rule, live, each.getValue(), Instant.ofEpochMilli(each.getKey()));
        live = step.live();
        transitions.addAll(step.transitions());
      } catch (RuleFailure e) {
        throw new UntestableException(String.valueOf(e.getMessage()));
      }
    }
    return new Outcome(transitions, found.size(), series);
  }

  private int find(PreparedRule rule, long first, long last, Map<Long, List<Found>> to)
      throws IOException, UntestableException {
    RuleCondition condition = rule.rule().condition();
    long interval = rule.rule().interval().toMillis();
    if (condition instanceof RuleCondition.NewPattern) {
      return patterns(rule, first, last, to);
    }
    for (long time = first; time <= last; time += interval) {
      to.put(time, new ArrayList<>());
    }
    if (condition instanceof RuleCondition.LogCount count) {
      return counts(count, Objects.requireNonNull(rule.logCondition()), first, last, to);
    }
    String expr = ((RuleCondition.Promql) condition).expr();
    QueryResult result =
        metrics.read(
            source ->
                new PromqlEngine(source, settings).range(expr, first, last, interval).result());
    List<Series> matrix = ((QueryResult.Matrix) result).series();
    for (Series series : matrix) {
      for (int place = 0; place < series.size(); place++) {
        double value = series.histogram(place) == null ? series.value(place) : Double.NaN;
        to.getOrDefault(series.timeMillis(place), new ArrayList<>())
            .add(new Found(series.labels(), value));
      }
    }
    return matrix.size();
  }

  /** Windows are added up of buckets that fit into both the window and the interval. */
  private int counts(
      RuleCondition.LogCount rule,
      LogCondition condition,
      long first,
      long last,
      Map<Long, List<Found>> to)
      throws IOException, UntestableException {
    long window = rule.window().toMillis();
    long step = to.size() < 2 ? window : gcd(window, nth(to, 1) - nth(to, 0));
    if ((last - first + window) / step > MAX_BUCKETS) {
      throw new UntestableException(
          "the window and the interval have too little in common for so long a time; make the"
              + " window a multiple of the interval, or choose a shorter time");
    }
    TreeMap<Long, Long> buckets = new TreeMap<>();
    for (long from = first - window; from < last; from += step * MAX_BUCKETS_AT_ONCE) {
      long until = Math.min(last, from + step * MAX_BUCKETS_AT_ONCE);
      LogHistogram part =
          logs.histogram(
              condition,
              Instant.ofEpochMilli(from),
              Instant.ofEpochMilli(until),
              Duration.ofMillis(step),
              logBudget);
      if (!part.complete()) {
        throw new UntestableException("counting takes too long; choose a shorter time");
      }
      for (LogHistogram.Bucket bucket : part.buckets()) {
        buckets.merge(bucket.start().toEpochMilli(), LogRuleQuery.records(bucket), Long::sum);
      }
    }
    to.forEach(
        (time, found) -> {
          long counted =
              buckets.subMap(time - window, time).values().stream()
                  .mapToLong(Long::longValue)
                  .sum();
          if (counted >= rule.threshold()) {
            found.add(new Found(Labels.EMPTY, (double) counted));
          }
        });
    return 1;
  }

  /** At some times only: each looks back a week. */
  private int patterns(PreparedRule rule, long first, long last, Map<Long, List<Found>> to)
      throws IOException, UntestableException {
    long interval = rule.rule().interval().toMillis();
    long times = (last - first) / interval + 1;
    long every = interval * ((times + MAX_PATTERN_EVALUATIONS - 1) / MAX_PATTERN_EVALUATIONS);
    String[] failure = {""};
    for (long time = first; time <= last; time += every) {
      long at = time;
      logRules.ask(
          List.of(rule),
          Instant.ofEpochMilli(at),
          new RuleQuery.Taker() {
            @Override
            public void found(PreparedRule unused, List<Found> found, long nanos) {
              to.put(at, found);
            }

            @Override
            public void failed(PreparedRule unused, String why, long nanos) {
              failure[0] = why;
            }
          });
      if (!failure[0].isEmpty()) {
        throw new UntestableException(failure[0]);
      }
    }
    return to.values().stream().mapToInt(List::size).max().orElse(0);
  }

  private static long nth(Map<Long, List<Found>> times, int n) {
    return times.keySet().stream().skip(n).findFirst().orElseThrow();
  }

  private static long gcd(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
  }
}
