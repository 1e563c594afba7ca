package io.spanstone.query.promql.function;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;

/** Between scalars and vectors. */
final class Scalars {
  private Scalars() {}

  static void register(Map<String, VectorFunction> functions) {
    functions.put(
        "time",
        arguments -> scalar(arguments.grid(), step -> arguments.grid().timeMillis(step) / 1000.0));
    functions.put("pi", arguments -> scalar(arguments.grid(), step -> Math.PI));
    queryTime(functions, "start", query -> query.startMillis());
    queryTime(functions, "end", query -> query.endMillis());
    queryTime(functions, "step", query -> query.stepMillis());
    queryTime(functions, "range", query -> query.endMillis() - query.startMillis());
    functions.put("min_of", arguments -> ofTwo(arguments, Math::min));
    functions.put("max_of", arguments -> ofTwo(arguments, Math::max));
    functions.put(
        "scalar",
        arguments -> scalar(arguments.grid(), step -> onlyNumber(arguments.vector(0), step)));
    functions.put("vector", Scalars::vector);
    functions.put("timestamp", Scalars::timestamp);
  }

  private static void queryTime(
      Map<String, VectorFunction> functions, String name, ToLongFunction<Grid> millis) {
    functions.put(
        name,
        arguments -> {
          double seconds = millis.applyAsLong(arguments.query()) / 1000.0;
          return scalar(arguments.grid(), step -> seconds);
        });
  }

  private static Value ofTwo(VectorFunction.Arguments arguments, DoubleBinaryOperator operator) {
    return scalar(
        arguments.grid(),
        step -> operator.applyAsDouble(arguments.scalar(0, step), arguments.scalar(1, step)));
  }

  private static Value scalar(Grid grid, IntToDoubleFunction function) {
    double[] values = new double[grid.steps()];
    Arrays.setAll(values, function);
    return new Value.Scalar(values);
  }

  /** NaN if there is not exactly one. */
  private static double onlyNumber(List<StepSeries> vector, int step) {
    double number = Double.NaN;
    boolean found = false;
    for (StepSeries series : vector) {
      if (series.isNumber(step)) {
        if (found) {
          return Double.NaN;
        }
        number = series.value(step);
        found = true;
      }
    }
    return number;
  }

  private static Value vector(VectorFunction.Arguments arguments) {
    StepSeries element = new StepSeries(Labels.EMPTY, arguments.grid().steps());
    for (int step = 0; step < element.steps(); step++) {
      element.set(step, arguments.scalar(0, step));
    }
    VectorBuilder vector = new VectorBuilder();
    vector.add(element);
    return vector.build();
  }

  /** Of anything but a selector, whose samples have times of their own. */
  private static Value timestamp(VectorFunction.Arguments arguments) {
    VectorBuilder vector = new VectorBuilder();
    for (StepSeries series : arguments.vector(0)) {
      StepSeries times =
          new StepSeries(series.labels().without(Labels.METRIC_NAME), series.steps());
      for (int step = 0; step < series.steps(); step++) {
        if (series.isPresent(step)) {
          times.set(step, arguments.grid().timeMillis(step) / 1000.0);
        }
      }
      vector.add(times);
    }
    return vector.build();
  }
}
