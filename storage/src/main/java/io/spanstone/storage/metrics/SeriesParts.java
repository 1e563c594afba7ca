package io.spanstone.storage.metrics;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one series as they come from its streams, in any order. Not thread-safe. */
final class SeriesParts {
  private final List<Sample> deltas = new ArrayList<>();
  private final List<Sample> others = new ArrayList<>();

  void add(boolean delta, Sample sample) {
    (delta ? deltas : others).add(sample);
  }

  /** If there are both deltas and others, those that the newest sample is of. */
  Series series(Labels labels) {
    boolean delta = newest(deltas) > Long.MIN_VALUE && newest(deltas) >= newest(others);
    List<Sample> samples = delta ? deltas : others;
    samples.sort(null);
    return series(labels, delta, oneEachMilli(samples, delta));
  }

  private static long newest(List<Sample> samples) {
    return samples.stream().mapToLong(Sample::timeUnixNano).max().orElse(Long.MIN_VALUE);
  }

  private static List<Sample> oneEachMilli(List<Sample> sorted, boolean delta) {
    List<Sample> merged = new ArrayList<>(sorted.size());
    for (Sample sample : sorted) {
      int last = merged.size() - 1;
      if (last < 0 || merged.get(last).timeMillis() != sample.timeMillis()) {
        merged.add(sample);
      } else {
        merged.set(last, delta ? merged.get(last).plus(sample) : sample);
      }
    }
    return merged;
  }

  private static Series series(Labels labels, boolean delta, List<Sample> samples) {
    long[] timesMillis = new long[samples.size()];
    double[] values = new double[samples.size()];
    @Nullable NativeHistogram[] histograms = new NativeHistogram[samples.size()];
    boolean anyHistogram = false;
    for (int i = 0; i < timesMillis.length; i++) {
      Sample sample = samples.get(i);
      timesMillis[i] = sample.timeMillis();
      values[i] = sample.value();
      histograms[i] = sample.histogram();
      anyHistogram |= sample.histogram() != null;
    }
    return anyHistogram
        ? Series.ofHistograms(labels, delta, timesMillis, values, histograms)
        : Series.ofNumbers(labels, delta, timesMillis, values);
  }
}
