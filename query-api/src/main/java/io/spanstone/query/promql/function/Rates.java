package io.spanstone.query.promql.function;

import io.spanstone.metric.HistogramSum;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.query.promql.value.NumberSum;
import java.util.Objects;

/**
 * How much a series grew. Of delta series the samples are added up, without extrapolation; a delta
 * series has no resets.
 */
final class Rates {

  /** Samples this much farther than usual from the border of the window leave it open. */
  private static final double EXTRAPOLATION_THRESHOLD = 1.1;

  private Rates() {}

  static void rate(Window window, double[] parameters, RangeFunction.Result out) {
    growth(window, true, 1 / window.rangeSeconds(), out);
  }

  static void increase(Window window, double[] parameters, RangeFunction.Result out) {
    growth(window, true, 1, out);
  }

  static void delta(Window window, double[] parameters, RangeFunction.Result out) {
    growth(window, false, 1, out);
  }

  static void irate(Window window, double[] parameters, RangeFunction.Result out) {
    LastTwo.growth(window, true, out);
  }

  static void idelta(Window window, double[] parameters, RangeFunction.Result out) {
    LastTwo.growth(window, false, out);
  }

  private static void growth(
      Window window, boolean counter, double factor, RangeFunction.Result out) {
    int histograms = window.histograms();
    if (histograms > 0 && histograms < window.size()) {
      mixed(window, out);
    } else if (window.isDelta()) {
      sum(window, histograms > 0, factor, out);
    } else if (window.size() > 1 && histograms > 0) {
      NativeHistogram growth = histogramGrowth(window, counter);
      NativeHistogram first = Objects.requireNonNull(window.histogram(0));
      double extrapolation = extrapolation(window, counter, first.count(), growth.count());
      out.set(growth.times(extrapolation * factor));
    } else if (window.size() > 1) {
      double growth = numberGrowth(window, counter);
      out.set(growth * extrapolation(window, counter, window.value(0), growth) * factor);
    }
  }

  static void mixed(Window window, RangeFunction.Result out) {
    out.annotations()
        .warn("left out " + window.metric() + ", which has both numbers and histograms in a range");
  }

  private static void sum(
      Window window, boolean histograms, double factor, RangeFunction.Result out) {
    if (histograms) {
      HistogramSum sum = new HistogramSum();
      for (int i = 0; i < window.size(); i++) {
        sum.add(Objects.requireNonNull(window.histogram(i)), factor);
      }
      out.set(sum.result());
    } else {
      NumberSum sum = new NumberSum();
      for (int i = 0; i < window.size(); i++) {
        sum.add(window.value(i));
      }
      out.set(sum.value() * factor);
    }
  }

  private static double numberGrowth(Window window, boolean counter) {
    double growth = window.value(window.size() - 1) - window.value(0);
    if (counter) {
      for (int i = 1; i < window.size(); i++) {
        if (window.value(i) < window.value(i - 1)) {
          growth += window.value(i - 1);
        }
      }
    }
    return growth;
  }

  private static NativeHistogram histogramGrowth(Window window, boolean counter) {
    HistogramSum growth = new HistogramSum();
    NativeHistogram previous = Objects.requireNonNull(window.histogram(0));
    NativeHistogram last = Objects.requireNonNull(window.histogram(window.size() - 1));
    growth.add(last);
    growth.add(previous, -1);
    for (int i = 1; counter && i < window.size(); i++) {
      NativeHistogram current = Objects.requireNonNull(window.histogram(i));
      if (current.isResetAfter(previous)) {
        growth.add(previous);
      }
      previous = current;
    }
    return growth.result();
  }

  /**
   * By how much the growth between first and last sample is to be multiplied to be that of the
   * whole window: up to its borders if the samples come close to them, else half the usual distance
   * of samples beyond, and for a counter never beyond where it was zero.
   */
  private static double extrapolation(Window window, boolean counter, double first, double growth) {
    long firstMillis = window.timeMillis(0);
    long lastMillis = window.timeMillis(window.size() - 1);
    double toStart = (firstMillis - window.startMillis()) / 1000.0;
    double toEnd = (window.endMillis() - lastMillis) / 1000.0;
    double sampled = (lastMillis - firstMillis) / 1000.0;
    double distance = sampled / (window.size() - 1);
    if (toStart >= distance * EXTRAPOLATION_THRESHOLD) {
      toStart = distance / 2;
    }
    if (counter && growth > 0 && first >= 0) {
      toStart = Math.min(toStart, sampled * (first / growth));
    }
    if (toEnd >= distance * EXTRAPOLATION_THRESHOLD) {
      toEnd = distance / 2;
    }
    return (sampled + toStart + toEnd) / sampled;
  }
}
