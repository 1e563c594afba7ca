package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Grid;
import java.util.ArrayList;
import java.util.List;

/** Finds out what a query has to select. */
final class SelectionPlan implements Expr.Visitor<Boolean> {

  /**
   * One selection.
   *
   * @param rangeMillis 0 for an instant selector
   * @param function applied to the range
   */
  record Planned(Expr.VectorSelector selector, Grid grid, long rangeMillis, String function) {

    SelectHints hints(EvaluationSettings settings, SelectLimits limits) {
      boolean once = selector.shift().isFixed() || grid.length() == 1;
      return new SelectHints(
          settings.shifted(selector.shift(), grid.startMillis()),
          settings.shifted(selector.shift(), grid.lastMillis()),
          once ? 0 : grid.stepMillis(),
          rangeMillis,
          function,
          limits);
    }
  }

  private final EvaluationSettings settings;
  private final SelectLimits limits;
  private final List<Planned> selections = new ArrayList<>();
  private Grid grid;
  private String function = "";

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
    return selections.add(new Planned(selector, grid, 0, ""));
  }

  @Override
  public Boolean range(Expr.RangeSelector range) {
    return selections.add(new Planned(range.selector(), grid, range.rangeMillis(), function));
  }

  @Override
  public Boolean subquery(Expr.Subquery subquery) {
    Grid outer = grid;
    String before = function;
    grid = settings.subqueryGrid(subquery, outer);
    function = "";
    if (grid.length() > Math.min(limits.maxSamples(), Integer.MAX_VALUE - 8)) {
      throw new TooManySamplesException(limits.maxSamples());
    }
    if (grid.length() > 0) {
      visit(subquery.inner());
    }
    grid = outer;
    function = before;
    return true;
  }

  @Override
  public Boolean call(Expr.Call call) {
    String before = function;
    function = call.function().name();
    call.arguments().forEach(this::visit);
    function = before;
    return true;
  }

  @Override
  public Boolean aggregation(Expr.Aggregation aggregation) {
    if (aggregation.parameter() != null) {
      visit(aggregation.parameter());
    }
    return visit(aggregation.inner());
  }

  @Override
  public Boolean binary(Expr.Binary binary) {
    return visit(binary.left()) && visit(binary.right());
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
