package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.query.promql.syntax.Expr;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the points that a rule reads and that its evaluation before and after read, too, given
 * that what it looks at moves on with its time. Not thread-safe.
 */
final class Overlaps implements SeriesSource {
  private final SeriesSource source;
  private long intervalMillis;
  private boolean movesOn;
  private long before;
  private long next;

  Overlaps(SeriesSource source) {
    this.source = source;
  }

  /** What is read from now on, is for this rule. */
  void readFor(Expr expr, Duration interval) {
    intervalMillis = interval.toMillis();
    movesOn = movesOn(expr);
    before = 0;
    next = 0;
  }

  /** Of what was read for this rule; null if it does not move on evenly. */
  Lateness.@Nullable Overlap overlap() {
    return movesOn ? new Lateness.Overlap(before, next) : null;
  }

  @Override
  public List<Series> select(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, SelectHints hints)
      throws IOException {
    List<Series> selected = source.select(matchers, fromMillis, toMillis, hints);
    for (Series series : selected) {
      before += points(series, fromMillis, toMillis - intervalMillis);
      next += points(series, fromMillis + intervalMillis, toMillis);
    }
    return selected;
  }

  private static long points(Series series, long fromMillis, long toMillis) {
    return Math.max(0, series.firstAfter(toMillis) - series.firstAfter(fromMillis));
  }

  /** Subqueries look at multiples of their step, and some selectors always at the same time. */
  private static boolean movesOn(Expr expr) {
    boolean fixed =
        expr instanceof Expr.Subquery
            || (expr instanceof Expr.VectorSelector selector && selector.shift().isFixed());
    return !fixed && expr.children().stream().allMatch(Overlaps::movesOn);
  }
}
