package io.spanstone.query.promql.function;

import io.spanstone.query.promql.value.NumberSum;
import io.spanstone.query.promql.value.PromqlEvaluationException;

/** Trends: the straight line nearest to the samples, and smoothing. */
final class Regression {

  /** {@code value = intercept + slope * seconds since a certain time}. */
  private record Line(double slope, double intercept) {}

  private Regression() {}

  static void deriv(Window window, double[] parameters, RangeFunction.Result out) {
    if (enough(window, out)) {
      out.set(line(window, window.timeMillis(0)).slope());
    }
  }

  static void predictLinear(Window window, double[] parameters, RangeFunction.Result out) {
    if (enough(window, out)) {
      Line line = line(window, window.evaluationMillis());
      out.set(line.slope() * parameters[0] + line.intercept());
    }
  }

  static void smooth(Window window, double[] parameters, RangeFunction.Result out) {
    double smoothing = factor(parameters[0], "smoothing");
    double trendFactor = factor(parameters[1], "trend");
    double[] numbers = window.numbers();
    if (numbers.length < 2) {
      return;
    }
    double before = 0;
    double smoothed = numbers[0];
    double trend = numbers[1] - numbers[0];
    for (int i = 1; i < numbers.length; i++) {
      if (i > 1) {
        trend = trendFactor * (smoothed - before) + (1 - trendFactor) * trend;
      }
      before = smoothed;
      smoothed = smoothing * numbers[i] + (1 - smoothing) * (smoothed + trend);
    }
    out.set(smoothed);
  }

  private static boolean enough(Window window, RangeFunction.Result out) {
    int histograms = window.histograms();
    if (histograms > 0 && histograms < window.size()) {
      Rates.mixed(window, out);
    }
    return histograms == 0 && window.size() > 1;
  }

  private static Line line(Window window, long originMillis) {
    NumberSum sumX = new NumberSum();
    NumberSum sumY = new NumberSum();
    NumberSum sumXy = new NumberSum();
    NumberSum sumXx = new NumberSum();
    boolean constant = true;
    int count = window.size();
    for (int i = 0; i < count; i++) {
      double x = (window.timeMillis(i) - originMillis) / 1000.0;
      double y = window.value(i);
      constant &= y == window.value(0);
      sumX.add(x);
      sumY.add(y);
      sumXy.add(x * y);
      sumXx.add(x * x);
    }
    if (constant) {
      double value = window.value(0);
      return Double.isInfinite(value) ? new Line(Double.NaN, Double.NaN) : new Line(0, value);
    }
    double covariance = sumXy.value() - sumX.value() * sumY.value() / count;
    double variance = sumXx.value() - sumX.value() * sumX.value() / count;
    double slope = covariance / variance;
    return new Line(slope, sumY.value() / count - slope * sumX.value() / count);
  }

  private static double factor(double factor, String name) {
    if (!(factor > 0 && factor < 1)) {
      throw new PromqlEvaluationException(
          "the %s factor of double_exponential_smoothing must be between 0 and 1, not %s"
              .formatted(name, factor));
    }
    return factor;
  }
}
