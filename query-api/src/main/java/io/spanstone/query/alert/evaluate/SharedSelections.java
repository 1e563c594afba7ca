package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.metric.TooManySeriesException;
import io.spanstone.query.promql.Promql;
import io.spanstone.query.promql.syntax.Expr;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads once what many rules need. A metric that several rules select in several ways is read
 * whole, for the longest time that one of them asks for, and picked from in memory; unless it is
 * large. Lives as long as one evaluation; not thread-safe.
 */
final class SharedSelections implements SeriesSource {
  /** From so many different selectors on, a metric is read whole. */
  private static final int WORTH_IT = 3;

  /** Beyond, each selector is read alone. */
  private static final long MAX_SHARED_SAMPLES = 3_000_000;

  private static final int MAX_SHARED_SERIES = 20_000;

  /** What is kept for all that is left of the evaluation. */
  private static final long MAX_KEPT_SAMPLES = 4_000_000;

  /** How far back from the time of the evaluation something is asked for. */
  record Span(long fromMillis, long toMillis) {
    Span and(Span other) {
      return new Span(Math.max(fromMillis, other.fromMillis), Math.min(toMillis, other.toMillis));
    }
  }

  private final SeriesSource source;
  private final Set<String> shared;
  private final LateData.Round round;
  private final long atMillis;
  private final Map<Selector, Span> expected;
  private final Map<Selector, Span> asked = new HashMap<>();
  private final Map<Selector, WholeMetric> wholes = new HashMap<>();
  private final Set<Selector> tooLarge = new HashSet<>();
  private long keptSamples;
  private Duration interval = Duration.ZERO;
  private long late;
  private boolean compared;

  /**
   * For the rules of one evaluation.
   *
   * @param expected what the one before was asked for, so that it need not be read twice
   */
  SharedSelections(
      SeriesSource source,
      List<Expr> exprs,
      LateData.Round round,
      long atMillis,
      Map<Selector, Span> expected) {
    this.source = source;
    this.shared = sharedMetrics(exprs);
    this.round = round;
    this.atMillis = atMillis;
    this.expected = expected;
  }

  private static Set<String> sharedMetrics(List<Expr> exprs) {
    Map<String, Set<List<LabelMatcher>>> selectors = new HashMap<>();
    for (Expr expr : exprs) {
      for (List<LabelMatcher> matchers : Promql.selectors(expr)) {
        String metric = new Selector(matchers, false).metric();
        selectors.computeIfAbsent(metric, name -> new HashSet<>()).add(matchers);
      }
    }
    Set<String> shared = new HashSet<>();
    selectors.forEach(
        (metric, different) -> {
          if (!metric.isEmpty() && different.size() >= WORTH_IT) {
            shared.add(metric);
          }
        });
    return shared;
  }

  /** What is read from now on, is for a rule of this interval. */
  void readFor(Duration intervalOfRule) {
    interval = intervalOfRule;
    late = 0;
    compared = false;
  }

  /** How many points came late, of what was read for this rule. */
  long late() {
    return late;
  }

  /** Whether anything that was read for this rule was read before, too. */
  boolean compared() {
    return compared;
  }

  /** What was asked for. */
  Map<Selector, Span> asked() {
    return asked;
  }

  @Override
  public List<Series> select(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, SelectHints hints)
      throws IOException {
    Selector selector = new Selector(matchers, hints.countsOnly());
    String metric = selector.metric();
    Selector all = Selector.ofMetric(metric, hints.countsOnly());
    Selector key = shared.contains(metric) ? all : selector;
    asked.merge(key, new Span(atMillis - fromMillis, atMillis - toMillis), Span::and);
    WholeMetric kept = tooLarge.contains(key) ? null : whole(key, fromMillis, toMillis, hints);
    if (kept == null) {
      return source.select(matchers, fromMillis, toMillis, hints);
    }
    List<Series> picked = kept.pick(matchers, fromMillis, toMillis, hints.limits());
    SeriesRead selection = new SeriesRead(selector, fromMillis, toMillis, picked);
    OptionalLong points = round.of(interval, selection, kept.read(), all);
    late += points.orElse(0);
    compared |= points.isPresent();
    return picked;
  }

  /** Null if it is too large to be kept. */
  private @Nullable WholeMetric whole(
      Selector key, long fromMillis, long toMillis, SelectHints hints) throws IOException {
    WholeMetric kept = wholes.get(key);
    return kept != null && kept.covers(fromMillis, toMillis)
        ? kept
        : read(key, kept, fromMillis, toMillis, hints);
  }

  private @Nullable WholeMetric read(
      Selector key, @Nullable WholeMetric before, long fromMillis, long toMillis, SelectHints hints)
      throws IOException {
    Span span = new Span(atMillis - fromMillis, atMillis - toMillis);
    span = span.and(expected.getOrDefault(key, span));
    if (before != null) {
      SeriesRead read = before.read();
      span = span.and(new Span(atMillis - read.fromMillis(), atMillis - read.toMillis()));
    }
    long from = atMillis - span.fromMillis();
    long to = atMillis - span.toMillis();
    SelectLimits limits =
        new SelectLimits(MAX_SHARED_SERIES, MAX_SHARED_SAMPLES, hints.limits().deadlineNanoTime());
    SelectHints wider = new SelectHints(to, to, 0, to - from, "", key.countsOnly(), limits);
    try {
      List<Series> series = source.select(key.matchers(), from, to, wider);
      if (key.countsOnly()) {
        series = series.stream().map(Series::withoutBuckets).toList();
      }
      WholeMetric whole = new WholeMetric(new SeriesRead(key, from, to, series));
      keptSamples += series.stream().mapToLong(Series::weight).sum();
      if (keptSamples > MAX_KEPT_SAMPLES) {
        wholes.clear();
        keptSamples = 0;
      }
      wholes.put(key, whole);
      return whole;
    } catch (TooManySamplesException | TooManySeriesException e) {
      tooLarge.add(key);
      return null;
    }
  }
}
