package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.metric.TooManySeriesException;
import io.spanstone.query.promql.Promql;
import io.spanstone.query.promql.syntax.Expr;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads once what many rules need. A metric that several rules select in several ways is read
 * whole, for the longest time that one of them has asked for so far, and picked from in memory;
 * unless it is large. Lives as long as one evaluation; not thread-safe.
 */
final class SharedSelections implements SeriesSource {
  /** From so many different selectors on, a metric is read whole. */
  private static final int WORTH_IT = 3;

  /** Beyond, each selector is read alone. */
  private static final long MAX_SHARED_SAMPLES = 1_000_000;

  private static final int MAX_SHARED_SERIES = 20_000;

  /** What is kept for all that is left of the evaluation. */
  private static final long MAX_KEPT_SAMPLES = 3_000_000;

  private record Whole(long fromMillis, long toMillis, List<Series> series) {}

  private final SeriesSource source;
  private final Set<String> shared;
  private final Map<List<LabelMatcher>, Whole> wholes = new HashMap<>();
  private final Set<List<LabelMatcher>> tooLarge = new HashSet<>();
  private long keptSamples;

  private SharedSelections(SeriesSource source, Set<String> shared) {
    this.source = source;
    this.shared = shared;
  }

  /** For these expressions. */
  static SharedSelections of(SeriesSource source, List<Expr> exprs) {
    Map<String, Set<List<LabelMatcher>>> selectors = new HashMap<>();
    for (Expr expr : exprs) {
      for (List<LabelMatcher> matchers : Promql.selectors(expr)) {
        String metric = metric(matchers);
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
    return new SharedSelections(source, shared);
  }

  @Override
  public List<Series> select(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, SelectHints hints)
      throws IOException {
    String metric = metric(matchers);
    List<LabelMatcher> key = shared.contains(metric) ? List.of(named(metric)) : matchers;
    if (tooLarge.contains(key)) {
      return source.select(matchers, fromMillis, toMillis, hints);
    }
    Whole kept = wholes.get(key);
    if (kept == null || kept.fromMillis() > fromMillis || kept.toMillis() < toMillis) {
      kept = read(key, kept, fromMillis, toMillis, hints);
      if (kept == null) {
        return source.select(matchers, fromMillis, toMillis, hints);
      }
    }
    return picked(kept, matchers, fromMillis, toMillis, hints);
  }

  /** Null if it is too large to be kept. */
  private @Nullable Whole read(
      List<LabelMatcher> matchers,
      @Nullable Whole before,
      long fromMillis,
      long toMillis,
      SelectHints hints)
      throws IOException {
    long from = before == null ? fromMillis : Math.min(fromMillis, before.fromMillis());
    long to = before == null ? toMillis : Math.max(toMillis, before.toMillis());
    SelectLimits limits =
        new SelectLimits(MAX_SHARED_SERIES, MAX_SHARED_SAMPLES, hints.limits().deadlineNanoTime());
    SelectHints wider = new SelectHints(to, to, 0, to - from, "", limits);
    try {
      Whole whole = new Whole(from, to, source.select(matchers, from, to, wider));
      keptSamples += whole.series().stream().mapToLong(Series::weight).sum();
      if (keptSamples > MAX_KEPT_SAMPLES) {
        wholes.clear();
        keptSamples = 0;
      }
      wholes.put(matchers, whole);
      return whole;
    } catch (TooManySamplesException | TooManySeriesException e) {
      tooLarge.add(matchers);
      return null;
    }
  }

  private static List<Series> picked(
      Whole whole, List<LabelMatcher> matchers, long from, long to, SelectHints hints) {
    boolean same = whole.fromMillis() == from && whole.toMillis() == to;
    List<Series> picked = new ArrayList<>();
    long samples = 0;
    for (Series series : whole.series()) {
      if (matchers.stream().allMatch(matcher -> matcher.matches(series.labels()))) {
        Series part = same ? series : series.between(from, to);
        if (part.size() > 0) {
          samples += part.weight();
          hints.limits().checkSamples(samples);
          picked.add(part);
        }
      }
    }
    hints.limits().checkSeries(picked.size());
    return picked;
  }

  private static LabelMatcher named(String metric) {
    return new LabelMatcher(Labels.METRIC_NAME, Operator.EQUAL, metric);
  }

  /** The one metric that is selected; empty if there may be others. */
  private static String metric(List<LabelMatcher> matchers) {
    return matchers.stream()
        .filter(each -> each.name().equals(Labels.METRIC_NAME) && each.operator() == Operator.EQUAL)
        .map(LabelMatcher::value)
        .findFirst()
        .orElse("");
  }
}
