package io.spanstone.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series, in ascending order of time. A sample is a number or a native
 * histogram. The arrays are shared, not copied: whoever hands them over must not change them
 * afterwards.
 */
public final class Series {
  private final Labels labels;
  private final boolean delta;
  private final long[] timesMillis;
  private final double[] values;
  private final NativeHistogram @Nullable [] histograms;

  private Series(
      Labels labels,
      boolean delta,
      long[] timesMillis,
      double[] values,
      NativeHistogram @Nullable [] histograms) {
    if (values.length != timesMillis.length
        || (histograms != null && histograms.length != timesMillis.length)) {
      throw new IllegalArgumentException("a sample has one time and one value");
    }
    this.labels = labels;
    this.delta = delta;
    this.timesMillis = timesMillis;
    this.values = values;
    this.histograms = histograms;
  }

  /**
   * A series of numbers.
   *
   * @param labels with the metric's name
   * @param delta whether each sample counts only what came since the sample before it (OTLP's delta
   *     temporality), rather than since the series began
   * @param timesMillis strictly ascending, milliseconds since the epoch
   * @param values one for each time; may be {@link StaleMarker}
   */
  public static Series ofNumbers(
      Labels labels, boolean delta, long[] timesMillis, double[] values) {
    return new Series(labels, delta, timesMillis, values, null);
  }

  /**
   * A series that has histograms.
   *
   * @param values without meaning where there is a histogram; null if all are
   * @param histograms one for each time; null where the sample is a number or a stale marker
   */
  public static Series ofHistograms(
      Labels labels,
      boolean delta,
      long[] timesMillis,
      double @Nullable [] values,
      NativeHistogram[] histograms) {
    double[] numbers = values == null ? new double[timesMillis.length] : values;
    return new Series(labels, delta, timesMillis, numbers, histograms);
  }

  /** With the metric's name. */
  public Labels labels() {
    return labels;
  }

  /** Whether a sample counts only what came since the one before it. */
  public boolean delta() {
    return delta;
  }

  /** How many samples there are. */
  public int size() {
    return timesMillis.length;
  }

  /** The time of the sample at this place, in milliseconds since the epoch. */
  public long timeMillis(int place) {
    return timesMillis[place];
  }

  /** The number at this place, or a stale marker; without meaning if there is a histogram. */
  public double value(int place) {
    return values[place];
  }

  /** The histogram at this place; null if the sample is a number or a stale marker. */
  public @Nullable NativeHistogram histogram(int place) {
    return histograms == null ? null : histograms[place];
  }

  /** Whether any sample may be a histogram. */
  public boolean hasHistograms() {
    return histograms != null;
  }

  /** Whether the sample at this place says that the series has ended. */
  public boolean isStale(int place) {
    return StaleMarker.is(values[place]) && histogram(place) == null;
  }

  /** The place of the first sample that is later than a time; {@link #size} if none is. */
  public int firstAfter(long timeMillis) {
    int place = Arrays.binarySearch(timesMillis, timeMillis);
    return place >= 0 ? place + 1 : -place - 1;
  }

  /** The samples later than one time and not later than another. */
  public Series between(long fromMillisExclusive, long toMillisInclusive) {
    int from = firstAfter(fromMillisExclusive);
    int to = Math.max(from, firstAfter(toMillisInclusive));
    return new Series(
        labels,
        delta,
        Arrays.copyOfRange(timesMillis, from, to),
        Arrays.copyOfRange(values, from, to),
        histograms == null ? null : Arrays.copyOfRange(histograms, from, to));
  }

  /** Without the samples that only say that the series has ended. */
  public Series withoutStale() {
    int kept = 0;
    for (int place = 0; place < size(); place++) {
      kept += isStale(place) ? 0 : 1;
    }
    if (kept == size()) {
      return this;
    }
    Series rest =
        new Series(
            labels,
            delta,
            new long[kept],
            new double[kept],
            histograms == null ? null : new NativeHistogram[kept]);
    int next = 0;
    for (int place = 0; place < size(); place++) {
      if (!isStale(place)) {
        rest.timesMillis[next] = timesMillis[place];
        rest.values[next] = values[place];
        if (histograms != null && rest.histograms != null) {
          rest.histograms[next] = histograms[place];
        }
        next++;
      }
    }
    return rest;
  }

  /** With only count and sum of the histograms. */
  public Series withoutBuckets() {
    if (histograms == null) {
      return this;
    }
    NativeHistogram[] bare = histograms.clone();
    for (int place = 0; place < bare.length; place++) {
      NativeHistogram histogram = histogram(place);
      if (histogram != null) {
        bare[place] = histogram.withoutBuckets();
      }
    }
    return new Series(labels, delta, timesMillis, values, bare);
  }

  /** What the samples weigh against a limit of samples: 1 for a number, more for a histogram. */
  public long weight() {
    if (histograms == null) {
      return values.length;
    }
    long weight = 0;
    for (NativeHistogram histogram : histograms) {
      weight += histogram == null ? 1 : histogram.weight();
    }
    return weight;
  }
}
