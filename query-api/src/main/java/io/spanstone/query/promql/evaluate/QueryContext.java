package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Series;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Annotations;
import io.spanstone.query.promql.value.Budget;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What all parts of one evaluation share.
 *
 * @param selected by identity of the selector
 */
record QueryContext(
    EvaluationSettings settings,
    IdentityHashMap<Expr.VectorSelector, List<Series>> selected,
    Budget budget,
    Annotations annotations) {

  List<Series> series(Expr.VectorSelector selector) {
    return selected.getOrDefault(selector, List.of());
  }
}
