package io.spanstone.query.promql.function;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** Functions of one number, applied to every element of a vector; histograms are left out. */
final class Mathematics {
  private static final double LN_2 = Math.log(2);

  /** The square of a number above is the square plus one. */
  private static final double LARGE = 1L << 28;

  private Mathematics() {}

  /** A function of a number and of what the other arguments are at that step. */
  @FunctionalInterface
  private interface Stepwise {
    double apply(double value, int step);
  }

  static void register(Map<String, VectorFunction> functions) {
    put(functions, "abs", Math::abs);
    put(functions, "ceil", Math::ceil);
    put(functions, "floor", Math::floor);
    put(functions, "exp", Math::exp);
    put(functions, "sqrt", Math::sqrt);
    put(functions, "ln", Math::log);
    put(functions, "log2", Mathematics::log2);
    put(functions, "log10", Math::log10);
    put(functions, "sgn", Math::signum);
    put(functions, "deg", radians -> radians * 180 / Math.PI);
    put(functions, "rad", degrees -> degrees * Math.PI / 180);
    put(functions, "sin", Math::sin);
    put(functions, "cos", Math::cos);
    put(functions, "tan", Math::tan);
    put(functions, "asin", Math::asin);
    put(functions, "acos", Math::acos);
    put(functions, "atan", Math::atan);
    put(functions, "sinh", Math::sinh);
    put(functions, "cosh", Math::cosh);
    put(functions, "tanh", Math::tanh);
    put(functions, "asinh", Mathematics::asinh);
    put(functions, "acosh", Mathematics::acosh);
    put(functions, "atanh", x -> 0.5 * Math.log1p(2 * x / (1 - x)));
    functions.put("round", Mathematics::round);
    functions.put(
        "clamp",
        arguments ->
            clamp(arguments, step -> arguments.scalar(1, step), step -> arguments.scalar(2, step)));
    functions.put(
        "clamp_min",
        arguments ->
            clamp(arguments, step -> arguments.scalar(1, step), step -> Double.POSITIVE_INFINITY));
    functions.put(
        "clamp_max",
        arguments ->
            clamp(arguments, step -> Double.NEGATIVE_INFINITY, step -> arguments.scalar(1, step)));
  }

  /** The same elements without the metric's name, with numbers changed and histograms left out. */
  static Value map(VectorFunction.Arguments arguments, DoubleUnaryOperator function) {
    VectorBuilder vector = new VectorBuilder();
    for (StepSeries series : arguments.vector(0)) {
      vector.add(series.mapNumbers(series.labels().without(Labels.METRIC_NAME), function));
    }
    return vector.build();
  }

  private static void put(
      Map<String, VectorFunction> functions, String name, DoubleUnaryOperator function) {
    functions.put(name, arguments -> map(arguments, function));
  }

  private static Value round(VectorFunction.Arguments arguments) {
    return stepwise(
        arguments,
        (value, step) -> {
          double inverse = arguments.count() > 1 ? 1 / arguments.scalar(1, step) : 1;
          return Math.floor(value * inverse + 0.5) / inverse;
        },
        step -> true);
  }

  /** Where the minimum is above the maximum there is nothing. */
  private static Value clamp(
      VectorFunction.Arguments arguments, IntToDoubleFunction min, IntToDoubleFunction max) {
    return stepwise(
        arguments,
        (value, step) ->
            Math.max(min.applyAsDouble(step), Math.min(max.applyAsDouble(step), value)),
        step -> !(max.applyAsDouble(step) < min.applyAsDouble(step)));
  }

  private static Value stepwise(
      VectorFunction.Arguments arguments, Stepwise function, IntPredicate condition) {
    VectorBuilder vector = new VectorBuilder();
    for (StepSeries series : arguments.vector(0)) {
      StepSeries changed =
          new StepSeries(series.labels().without(Labels.METRIC_NAME), series.steps());
      for (int step = 0; step < series.steps(); step++) {
        if (series.isNumber(step) && condition.test(step)) {
          changed.set(step, function.apply(series.value(step), step));
        }
      }
      vector.add(changed);
    }
    return vector.build();
  }

  /** Exact for powers of 2. */
  private static double log2(double value) {
    int exponent = Math.getExponent(value);
    boolean normal = exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT;
    return value > 0 && normal
        ? exponent + Math.log(Math.scalb(value, -exponent)) / LN_2
        : Math.log(value) / LN_2;
  }

  private static double acosh(double value) {
    if (value < 1) {
      return Double.NaN;
    }
    return value > LARGE ? Math.log(value) + LN_2 : Math.log(value + Math.sqrt(value * value - 1));
  }

  private static double asinh(double value) {
    double size = Math.abs(value);
    double result =
        size > LARGE
            ? Math.log(size) + LN_2
            : Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    return Math.copySign(result, value);
  }
}
