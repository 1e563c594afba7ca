package io.spanstone.query.promql.evaluate;

import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.TimeShift;
import io.spanstone.query.promql.value.Grid;

/**
 * When a query is evaluated, and how it looks back.
 *
 * @param grid of the whole query
 * @param lookbackMillis how old a sample may be that an instant selector takes
 * @param subqueryStepMillis of subqueries that give none
 */
public record EvaluationSettings(Grid grid, long lookbackMillis, long subqueryStepMillis) {

  long shifted(TimeShift shift, long timeMillis) {
    return shift.apply(timeMillis, grid.startMillis(), grid.endMillis());
  }

  /** The times for which a subquery evaluates what is in it: multiples of its step. */
  Grid subqueryGrid(Expr.Subquery subquery, Grid outer) {
    long stepMillis = subquery.stepMillis() == 0 ? subqueryStepMillis : subquery.stepMillis();
    long first = shifted(subquery.shift(), outer.startMillis());
    long last = shifted(subquery.shift(), outer.lastMillis());
    long aligned = Math.floorDiv(first - subquery.rangeMillis(), stepMillis) + 1;
    return new Grid(aligned * stepMillis, last, stepMillis);
  }
}
