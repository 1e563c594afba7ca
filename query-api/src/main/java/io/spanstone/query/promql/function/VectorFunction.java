package io.spanstone.query.promql.function;

import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Annotations;
import io.spanstone.query.promql.value.Budget;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import java.util.List;

/** A function of scalars, texts and instant vectors. */
@FunctionalInterface
public interface VectorFunction {

  Value apply(Arguments arguments);

  /**
   * What the function is called with.
   *
   * @param query the times of the whole query; those of a subquery are other ones
   * @param grid the times to evaluate for
   * @param expressions that were evaluated to {@code values}
   * @param budget for results that are larger than the values
   */
  record Arguments(
      Grid query,
      Grid grid,
      List<Expr> expressions,
      List<Value> values,
      Annotations annotations,
      Budget budget) {

    int count() {
      return values.size();
    }

    List<StepSeries> vector(int index) {
      return ((Value.InstantVector) values.get(index)).series();
    }

    double scalar(int index, int step) {
      return ((Value.Scalar) values.get(index)).at(step);
    }

    String text(int index) {
      return ((Value.Text) values.get(index)).text();
    }

    /** The texts from this argument on. */
    List<String> texts(int from) {
      return values.subList(from, values.size()).stream()
          .map(value -> ((Value.Text) value).text())
          .toList();
    }
  }
}
