package io.spanstone.query.promql.function;

import io.spanstone.metric.NativeHistogram;

/** How much a series grew between its last two samples. */
final class LastTwo {
  private LastTwo() {}

  /**
   * Gives the growth, or the growth a second.
   *
   * @param rate whether to divide by the time between the samples, and to heed resets
   */
  static void growth(Window window, boolean rate, RangeFunction.Result out) {
    int last = window.size() - 1;
    if (last < 1) {
      return;
    }
    double seconds = (window.timeMillis(last) - window.timeMillis(last - 1)) / 1000.0;
    double factor = rate ? 1 / seconds : 1;
    NativeHistogram before = window.histogram(last - 1);
    NativeHistogram after = window.histogram(last);
    if (before != null && after != null) {
      boolean whole = window.isDelta() || (rate && after.isResetAfter(before));
      out.set((whole ? after : after.minus(before)).times(factor));
    } else if (before == null && after == null) {
      double value = window.value(last);
      boolean whole = window.isDelta() || (rate && value < window.value(last - 1));
      out.set((whole ? value : value - window.value(last - 1)) * factor);
    } else {
      Rates.mixed(window, out);
    }
  }
}
