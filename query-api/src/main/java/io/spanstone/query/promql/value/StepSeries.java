package io.spanstone.query.promql.value;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import io.spanstone.metric.StaleMarker;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One element of a vector at every step of a grid: a number, a histogram, or nothing. */
public final class StepSeries {
  private final Labels labels;

  /** The stale marker, which is no value of any expression, stands for nothing. */
  private final double[] values;

  private NativeHistogram @Nullable [] histograms;

  /** A series that has nothing yet. */
  public StepSeries(Labels labels, int steps) {
    this.labels = labels;
    this.values = new double[steps];
    Arrays.fill(values, StaleMarker.VALUE);
  }

  private StepSeries(Labels labels, StepSeries shared) {
    this.labels = labels;
    this.values = shared.values;
    this.histograms = shared.histograms;
  }

  public Labels labels() {
    return labels;
  }

  /** The same samples with other labels. */
  public StepSeries as(Labels other) {
    return new StepSeries(other, this);
  }

  public int steps() {
    return values.length;
  }

  public boolean isPresent(int step) {
    return !StaleMarker.is(values[step]);
  }

  /** Whether there is a number at this step. */
  public boolean isNumber(int step) {
    return isPresent(step) && histogram(step) == null;
  }

  /** Whether there is nothing at any step. */
  public boolean isEmpty() {
    for (double value : values) {
      if (!StaleMarker.is(value)) {
        return false;
      }
    }
    return true;
  }

  public double value(int step) {
    return values[step];
  }

  public @Nullable NativeHistogram histogram(int step) {
    return histograms == null ? null : histograms[step];
  }

  public void set(int step, double value) {
    values[step] = value;
  }

  public void set(int step, NativeHistogram histogram) {
    if (histograms == null) {
      histograms = new NativeHistogram[values.length];
    }
    histograms[step] = histogram;
    values[step] = Double.NaN;
  }

  /** Takes over what another series has at a step. */
  public void set(int step, StepSeries from) {
    NativeHistogram histogram = from.histogram(step);
    if (histogram != null) {
      set(step, histogram);
    } else {
      values[step] = from.values[step];
    }
  }

  /** The numbers changed, and the histograms left out. */
  public StepSeries mapNumbers(Labels newLabels, DoubleUnaryOperator function) {
    StepSeries mapped = new StepSeries(newLabels, values.length);
    for (int step = 0; step < values.length; step++) {
      if (isNumber(step)) {
        mapped.values[step] = function.applyAsDouble(values[step]);
      }
    }
    return mapped;
  }

  /** What this weighs against a limit of samples: a step 1, a histogram more. */
  public long weight() {
    long weight = values.length;
    if (histograms != null) {
      for (NativeHistogram histogram : histograms) {
        weight += histogram == null ? 0 : histogram.weight();
      }
    }
    return weight;
  }

  /** The samples with their times. */
  public Series toSeries(Grid grid) {
    int count = 0;
    for (int step = 0; step < values.length; step++) {
      count += isPresent(step) ? 1 : 0;
    }
    long[] times = new long[count];
    double[] numbers = new double[count];
    NativeHistogram[] copied = new NativeHistogram[histograms == null ? 0 : count];
    int next = 0;
    for (int step = 0; step < values.length; step++) {
      if (isPresent(step)) {
        times[next] = grid.timeMillis(step);
        numbers[next] = values[step];
        if (histograms != null) {
          copied[next] = histograms[step];
        }
        next++;
      }
    }
    return histograms == null
        ? Series.ofNumbers(labels, false, times, numbers)
        : Series.ofHistograms(labels, false, times, numbers, copied);
  }
}
