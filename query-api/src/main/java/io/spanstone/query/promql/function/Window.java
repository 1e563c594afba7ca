package io.spanstone.query.promql.function;

import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import org.jspecify.annotations.Nullable;

/** The samples of one series in {@code (start, end]}; moves along the series. */
public final class Window {
  private final Series series;
  private final long rangeMillis;
  private long endMillis;
  private long evaluationMillis;
  private int from;
  private int to;

  public Window(Series series, long rangeMillis) {
    this.series = series;
    this.rangeMillis = rangeMillis;
  }

  /** Moves the window; cheap if the new end is not before the old one. */
  public void moveTo(long newEndMillis, long newEvaluationMillis) {
    if (newEndMillis < endMillis) {
      from = 0;
      to = 0;
    }
    endMillis = newEndMillis;
    evaluationMillis = newEvaluationMillis;
    while (to < series.size() && series.timeMillis(to) <= endMillis) {
      to++;
    }
    while (from < to && series.timeMillis(from) <= endMillis - rangeMillis) {
      from++;
    }
  }

  public boolean isEmpty() {
    return from == to;
  }

  int size() {
    return to - from;
  }

  /** Of the sample at this place, from 0. */
  long timeMillis(int place) {
    return series.timeMillis(from + place);
  }

  double value(int place) {
    return series.value(from + place);
  }

  @Nullable NativeHistogram histogram(int place) {
    return series.histogram(from + place);
  }

  /** How many of the samples are histograms. */
  int histograms() {
    if (!series.hasHistograms()) {
      return 0;
    }
    int count = 0;
    for (int i = from; i < to; i++) {
      count += series.histogram(i) == null ? 0 : 1;
    }
    return count;
  }

  /** Only the numbers. */
  double[] numbers() {
    double[] numbers = new double[size() - histograms()];
    int next = 0;
    for (int i = from; i < to; i++) {
      if (series.histogram(i) == null) {
        numbers[next++] = series.value(i);
      }
    }
    return numbers;
  }

  /** The name of the metric, for people. */
  String metric() {
    return series.labels().metricName();
  }

  /** Whether a sample counts only what came since the one before it. */
  boolean isDelta() {
    return series.delta();
  }

  long startMillis() {
    return endMillis - rangeMillis;
  }

  long endMillis() {
    return endMillis;
  }

  double rangeSeconds() {
    return rangeMillis / 1000.0;
  }

  /** When the expression is evaluated: the end, but for offset and {@code @}. */
  long evaluationMillis() {
    return evaluationMillis;
  }
}
