package io.spanstone.query.promql.function;

import io.spanstone.metric.NativeHistogram;
import io.spanstone.query.promql.value.Annotations;

/** A function of a range vector: sees the samples of one series in one window at a time. */
@FunctionalInterface
public interface RangeFunction {

  /**
   * Evaluates the function.
   *
   * @param window has one sample at least
   * @param parameters the function's scalar arguments
   * @param out takes the result, if there is one
   */
  void apply(Window window, double[] parameters, Result out);

  /** Takes the result. */
  interface Result {
    void set(double value);

    void set(NativeHistogram histogram);

    Annotations annotations();
  }

  /** A function of the numbers of a window, as most are. */
  @FunctionalInterface
  interface OfNumbers {
    double apply(double[] numbers, double[] parameters);
  }

  /** Leaves histograms out; without any number there is no result. */
  static RangeFunction ofNumbers(OfNumbers function) {
    return (window, parameters, out) -> {
      double[] numbers = window.numbers();
      if (numbers.length < window.size() && numbers.length > 0) {
        out.annotations().inform("ignored the histograms in a mixed range of " + window.metric());
      }
      if (numbers.length > 0) {
        out.set(function.apply(numbers, parameters));
      }
    };
  }
}
