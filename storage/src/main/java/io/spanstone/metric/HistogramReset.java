package io.spanstone.metric;

/** Tells from two readings of one cumulative histogram whether it began anew between them. */
final class HistogramReset {
  private HistogramReset() {}

  static boolean between(NativeHistogram previous, NativeHistogram current) {
    if (current.count() < previous.count()
        || current.schema() > previous.schema()
        || current.zeroThreshold() < previous.zeroThreshold()) {
      return true;
    }
    NativeHistogram before = previous;
    if (current.zeroThreshold() > previous.zeroThreshold()) {
      before = HistogramSum.widened(previous, current.zeroThreshold());
      if (before.zeroThreshold() != current.zeroThreshold()) {
        return true;
      }
    }
    before = before.atSchema(current.schema());
    return current.zeroCount() < before.zeroCount()
        || anyShrank(before.positive(), current.positive())
        || anyShrank(before.negative(), current.negative());
  }

  private static boolean anyShrank(HistogramBuckets before, HistogramBuckets now) {
    int place = 0;
    for (int i = 0; i < before.size(); i++) {
      while (place < now.size() && now.index(place) < before.index(i)) {
        place++;
      }
      boolean present = place < now.size() && now.index(place) == before.index(i);
      if ((present ? now.count(place) : 0) < before.count(i)) {
        return true;
      }
    }
    return false;
  }
}
