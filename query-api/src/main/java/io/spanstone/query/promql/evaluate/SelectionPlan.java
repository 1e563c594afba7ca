package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.query.promql.syntax.Aggregator;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds out what a query has to select. */
final class SelectionPlan implements Expr.Visitor<Boolean> {

  /**
   * One selection.
   *
   * @param rangeMillis 0 for an instant selector
   * @param function applied to the range
   * @param countsOnly whether the buckets of histograms do not matter
   */
  record Planned(
      Expr.VectorSelector selector,
      Grid grid,
      long rangeMillis,
      String function,
      boolean countsOnly) {

    SelectHints hints(EvaluationSettings settings, SelectLimits limits) {
      boolean once = selector.shift().isFixed() || grid.length() == 1;
      return new SelectHints(
          settings.shifted(selector.shift(), grid.startMillis()),
          settings.shifted(selector.shift(), grid.lastMillis()),
          once ? 0 : grid.stepMillis(),
          rangeMillis,
          function,
          countsOnly,
          limits);
    }
  }

  /** Functions that look only at count and sum of histograms. */
  private static final Set<String> COUNTING =
      Set.of("histogram_count", "histogram_sum", "histogram_avg");

  /** Functions whose counts and sums do not depend on the buckets of delta histograms. */
  private static final Set<String> ADDITIVE =
      Set.of("rate", "increase", "delta", "irate", "idelta", "sum_over_time", "avg_over_time");

  private final EvaluationSettings settings;
  private final SelectLimits limits;
  private final List<Planned> selections = new ArrayList<>();
  private Grid grid;
  private String function = "";
  private boolean countsOnly;

  private SelectionPlan(EvaluationSettings settings, SelectLimits limits) {
    this.settings = settings;
    this.limits = limits;
    this.grid = settings.grid();
  }

  static List<Planned> of(Expr expr, EvaluationSettings settings, SelectLimits limits) {
    SelectionPlan plan = new SelectionPlan(settings, limits);
    plan.visit(expr);
    return plan.selections;
  }

  @Override
  public Boolean number(Expr.NumberLiteral literal) {
    return true;
  }

  @Override
  public Boolean string(Expr.StringLiteral literal) {
    return true;
  }

  @Override
  public Boolean selector(Expr.VectorSelector selector) {
    return selections.add(new Planned(selector, grid, 0, "", countsOnly));
  }

  @Override
  public Boolean range(Expr.RangeSelector range) {
    return selections.add(
        new Planned(range.selector(), grid, range.rangeMillis(), function, countsOnly));
  }

  @Override
  public Boolean subquery(Expr.Subquery subquery) {
    Grid outer = grid;
    String before = function;
    boolean countsBefore = countsOnly;
    grid = settings.subqueryGrid(subquery, outer);
    function = "";
    countsOnly = false;
    if (grid.length() > Math.min(limits.maxSamples(), Integer.MAX_VALUE - 8)) {
      throw new TooManySamplesException(limits.maxSamples());
    }
    if (grid.length() > 0) {
      visit(subquery.inner());
    }
    grid = outer;
    function = before;
    countsOnly = countsBefore;
    return true;
  }

  @Override
  public Boolean call(Expr.Call call) {
    String before = function;
    boolean countsBefore = countsOnly;
    function = call.function().name();
    countsOnly = COUNTING.contains(function) || (countsOnly && ADDITIVE.contains(function));
    call.arguments().forEach(this::visit);
    countsOnly = countsBefore;
    function = before;
    return true;
  }

  @Override
  public Boolean aggregation(Expr.Aggregation aggregation) {
    boolean countsBefore = countsOnly;
    Aggregator aggregator = aggregation.aggregator();
    countsOnly &= aggregator == Aggregator.SUM || aggregator == Aggregator.AVG;
    if (aggregation.parameter() != null) {
      visit(aggregation.parameter());
    }
    visit(aggregation.inner());
    countsOnly = countsBefore;
    return true;
  }

  @Override
  public Boolean binary(Expr.Binary binary) {
    boolean countsBefore = countsOnly;
    countsOnly = false;
    visit(binary.left());
    visit(binary.right());
    countsOnly = countsBefore;
    return true;
  }

  @Override
  public Boolean negation(Expr.Negation negation) {
    return visit(negation.inner());
  }

  @Override
  public Boolean parentheses(Expr.Parentheses parentheses) {
    return visit(parentheses.inner());
  }

  private Boolean visit(Expr expr) {
    return expr.accept(this);
  }
}
