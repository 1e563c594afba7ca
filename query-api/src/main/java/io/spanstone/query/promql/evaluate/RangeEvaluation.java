package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import io.spanstone.query.promql.function.Absence;
import io.spanstone.query.promql.function.RangeFunction;
import io.spanstone.query.promql.function.Window;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Annotations;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.BitSet;
import java.util.List;

/** Moves a window over each series of a range vector. */
final class RangeEvaluation {
  private final QueryContext context;
  private final Grid grid;
  private final Value.RangeVector range;

  RangeEvaluation(QueryContext context, Grid grid, Value.RangeVector range) {
    this.context = context;
    this.grid = grid;
    this.range = range;
  }

  Value apply(RangeFunction function, List<Value.Scalar> parameters, boolean keepsName) {
    VectorBuilder vector = new VectorBuilder();
    for (Series series : range.series()) {
      Labels labels = series.labels();
      StepResult result =
          new StepResult(
              new StepSeries(
                  keepsName ? labels : labels.without(Labels.METRIC_NAME), grid.steps()));
      context.budget().hold(grid.steps());
      Window window = new Window(series, range.rangeMillis());
      double[] given = new double[parameters.size()];
      for (int step = 0; step < grid.steps(); step++) {
        context.budget().tick();
        move(window, step);
        if (!window.isEmpty()) {
          for (int i = 0; i < given.length; i++) {
            given[i] = parameters.get(i).at(step);
          }
          result.step = step;
          function.apply(window, given, result);
        }
      }
      vector.add(result.series);
    }
    return vector.build();
  }

  /**
   * Where there is no sample at all.
   *
   * @param expr the range vector's
   */
  Value absent(Expr expr) {
    BitSet present = new BitSet();
    for (Series series : range.series()) {
      Window window = new Window(series, range.rangeMillis());
      for (int step = 0; step < grid.steps(); step++) {
        context.budget().tick();
        move(window, step);
        if (!window.isEmpty()) {
          present.set(step);
        }
      }
    }
    return Absence.of(expr, present, grid.steps());
  }

  private void move(Window window, int step) {
    long timeMillis = grid.timeMillis(step);
    window.moveTo(context.settings().shifted(range.shift(), timeMillis), timeMillis);
  }

  /** Takes the results of one series. */
  private final class StepResult implements RangeFunction.Result {
    private final StepSeries series;
    private int step;

    StepResult(StepSeries series) {
      this.series = series;
    }

    @Override
    public void set(double value) {
      series.set(step, value);
    }

    @Override
    public void set(NativeHistogram histogram) {
      context.budget().hold(histogram.weight());
      series.set(step, histogram);
    }

    @Override
    public Annotations annotations() {
      return context.annotations();
    }
  }
}
