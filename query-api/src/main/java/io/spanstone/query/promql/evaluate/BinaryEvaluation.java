package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.Arrays;
import java.util.List;

/** Applies a binary operator to scalars and vectors. */
final class BinaryEvaluation {
  private final QueryContext context;
  private final Grid grid;
  private final Expr.Binary binary;
  private final Operation operation;

  BinaryEvaluation(QueryContext context, Grid grid, Expr.Binary binary) {
    this.context = context;
    this.grid = grid;
    this.binary = binary;
    this.operation = new Operation(binary, context.annotations());
  }

  Value of(Value left, Value right) {
    if (left instanceof Value.Scalar a) {
      return right instanceof Value.Scalar b ? scalars(a, b) : withScalar(a, vector(right), true);
    }
    if (right instanceof Value.Scalar scalar) {
      return withScalar(scalar, vector(left), false);
    }
    return binary.operator().isSet()
        ? new SetOperation(grid, binary).of(vector(left), vector(right))
        : new MatchedOperation(context, grid, binary, operation).of(vector(left), vector(right));
  }

  private Value scalars(Value.Scalar left, Value.Scalar right) {
    double[] values = new double[grid.steps()];
    Arrays.setAll(values, step -> operation.ofNumbers(left.at(step), right.at(step)));
    return new Value.Scalar(values);
  }

  private Value withScalar(Value.Scalar scalar, List<StepSeries> vector, boolean scalarIsLeft) {
    StepSeries number = new StepSeries(Labels.EMPTY, grid.steps());
    for (int step = 0; step < grid.steps(); step++) {
      number.set(step, scalar.at(step));
    }
    VectorBuilder result = new VectorBuilder();
    for (StepSeries series : vector) {
      Labels labels = series.labels();
      StepSeries out =
          new StepSeries(
              operation.dropsName() ? labels.without(Labels.METRIC_NAME) : labels, grid.steps());
      for (int step = 0; step < grid.steps(); step++) {
        context.budget().tick();
        if (series.isPresent(step)) {
          operation.apply(
              scalarIsLeft ? number : series, scalarIsLeft ? series : number, series, step, out);
        }
      }
      result.add(out);
    }
    return result.build();
  }

  private static List<StepSeries> vector(Value value) {
    return ((Value.InstantVector) value).series();
  }
}
