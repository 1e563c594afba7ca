package io.spanstone.query.promql.function;

import io.spanstone.metric.NativeHistogram;

/** Counts what happened between the samples of a window. */
final class Changes {
  private Changes() {}

  /** How often a sample differs from the one before it. */
  static void changes(Window window, double[] parameters, RangeFunction.Result out) {
    int changes = 0;
    for (int i = 1; i < window.size(); i++) {
      changes += same(window, i - 1, i) ? 0 : 1;
    }
    out.set(changes);
  }

  /** How often a counter began anew; a series that turns from numbers to histograms does. */
  static void resets(Window window, double[] parameters, RangeFunction.Result out) {
    int resets = 0;
    for (int i = 1; i < window.size() && !window.isDelta(); i++) {
      resets += isReset(window, i - 1, i) ? 1 : 0;
    }
    out.set(resets);
  }

  private static boolean same(Window window, int before, int after) {
    NativeHistogram old = window.histogram(before);
    if (old != null || window.histogram(after) != null) {
      return old != null && old.equals(window.histogram(after));
    }
    double a = window.value(before);
    double b = window.value(after);
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  private static boolean isReset(Window window, int before, int after) {
    NativeHistogram old = window.histogram(before);
    NativeHistogram young = window.histogram(after);
    if (old != null && young != null) {
      return young.isResetAfter(old);
    }
    boolean otherKind = old != null || young != null;
    return otherKind || window.value(after) < window.value(before);
  }
}
