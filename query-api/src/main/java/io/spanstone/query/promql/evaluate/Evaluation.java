package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Annotations;
import io.spanstone.query.promql.value.Budget;
import io.spanstone.query.promql.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/** One evaluation of one query. */
public final class Evaluation {
  private final SeriesSource source;
  private final EvaluationSettings settings;
  private final Budget budget;
  private final Annotations annotations;

  public Evaluation(
      SeriesSource source, EvaluationSettings settings, Budget budget, Annotations annotations) {
    this.source = source;
    this.settings = settings;
    this.budget = budget;
    this.annotations = annotations;
  }

  /**
   * Selects what the expression needs, and evaluates it.
   *
   * @throws IOException if the series cannot be read
   */
  public Value evaluate(Expr expr) throws IOException {
    IdentityHashMap<Expr.VectorSelector, List<Series>> selected = select(expr);
    QueryContext context = new QueryContext(settings, selected, budget, annotations);
    return new Evaluator(context, settings.grid()).evaluate(expr);
  }

  /** By identity: the same selector may stand at two places, with different grids. */
  private IdentityHashMap<Expr.VectorSelector, List<Series>> select(Expr expr) throws IOException {
    IdentityHashMap<Expr.VectorSelector, List<Series>> selected = new IdentityHashMap<>();
    for (SelectionPlan.Planned planned : SelectionPlan.of(expr, settings, budget.left())) {
      List<Series> series = select(planned);
      series.sort(Comparator.comparing(Series::labels));
      selected.put(planned.selector(), series);
    }
    return selected;
  }

  private List<Series> select(SelectionPlan.Planned planned) throws IOException {
    SelectLimits limits = budget.left();
    limits.checkTime();
    SelectHints hints = planned.hints(settings, limits);
    boolean instant = planned.rangeMillis() == 0;
    long backMillis = instant ? settings.lookbackMillis() : planned.rangeMillis();
    List<Series> series =
        select(planned.selector().matchers(), hints.startMillis() - backMillis, hints);
    limits.checkSeries(series.size());
    if (planned.countsOnly()) {
      series.replaceAll(each -> each.delta() ? each.withoutBuckets() : each);
    }
    budget.holdRead(series.stream().mapToLong(Series::weight).sum());
    return series;
  }

  /** A selection has less than the whole limit; its error names the whole. */
  private List<Series> select(List<LabelMatcher> matchers, long fromMillis, SelectHints hints)
      throws IOException {
    try {
      return new ArrayList<>(source.select(matchers, fromMillis, hints.endMillis(), hints));
    } catch (TooManySamplesException e) {
      throw new TooManySamplesException(budget.maxSamples());
    }
  }
}
