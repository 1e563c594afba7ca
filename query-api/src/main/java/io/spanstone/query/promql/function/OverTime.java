package io.spanstone.query.promql.function;

import io.spanstone.metric.HistogramSum;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.query.promql.value.Statistics;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Aggregations of the samples of one series over time. */
final class OverTime {
  private static final RangeFunction QUANTILE =
      RangeFunction.ofNumbers((numbers, given) -> Statistics.quantile(given[0], numbers));

  private OverTime() {}

  static void sum(Window window, double[] parameters, RangeFunction.Result out) {
    total(window, 1, out);
  }

  static void avg(Window window, double[] parameters, RangeFunction.Result out) {
    total(window, window.size(), out);
  }

  static void first(Window window, double[] parameters, RangeFunction.Result out) {
    sample(window, 0, out);
  }

  static void last(Window window, double[] parameters, RangeFunction.Result out) {
    sample(window, window.size() - 1, out);
  }

  static void quantile(Window window, double[] parameters, RangeFunction.Result out) {
    out.annotations().quantile(parameters[0]);
    QUANTILE.apply(window, parameters, out);
  }

  /** The time, in seconds, of the last of the lowest or highest numbers. */
  static RangeFunction timeOf(DoubleBinaryOperator pick) {
    return (window, parameters, out) -> {
      double[] numbers = window.numbers();
      if (numbers.length == 0) {
        return;
      }
      double extreme = Statistics.extreme(numbers, pick);
      for (int i = window.size() - 1; i >= 0; i--) {
        if (window.histogram(i) == null && Double.compare(window.value(i), extreme) == 0) {
          out.set(window.timeMillis(i) / 1000.0);
          return;
        }
      }
    };
  }

  private static void sample(Window window, int place, RangeFunction.Result out) {
    @Nullable NativeHistogram histogram = window.histogram(place);
    if (histogram == null) {
      out.set(window.value(place));
    } else {
      out.set(histogram);
    }
  }

  private static void total(Window window, int divisor, RangeFunction.Result out) {
    int histograms = window.histograms();
    if (histograms == 0) {
      double[] numbers = window.numbers();
      out.set(divisor == 1 ? Statistics.sum(numbers) : Statistics.mean(numbers));
    } else if (histograms == window.size()) {
      HistogramSum sum = new HistogramSum();
      for (int i = 0; i < window.size(); i++) {
        NativeHistogram histogram = window.histogram(i);
        if (histogram != null) {
          sum.add(histogram);
        }
      }
      out.set(divisor == 1 ? sum.result() : sum.result().times(1.0 / divisor));
    } else {
      Rates.mixed(window, out);
    }
  }
}
