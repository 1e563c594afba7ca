package io.spanstone.query.promql;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An hour of native histograms at odd milliseconds, with the observations that they are made of:
 * {@code span_duration_seconds} is delta, {@code request_seconds} cumulative with one restart.
 */
final class SampleHistograms {
  static final int SCHEMA = 7;
  static final int INTERVAL_MILLIS = 10_000;
  static final long FIRST_MILLIS = SampleMetrics.START_SECONDS * 1000 + 337;
  static final int CELLS = 360;
  private static final int RESTART = 150;

  private final String status;
  private final List<double[]> cells = new ArrayList<>();

  private SampleHistograms(String status, long seed) {
    this.status = status;
    Random random = new Random(seed);
    for (int cell = 0; cell < CELLS; cell++) {
      double[] observations = new double[random.nextInt(30)];
      for (int i = 0; i < observations.length; i++) {
        observations[i] = Math.exp(random.nextGaussian() * 0.7 - 1.5);
      }
      cells.add(observations);
    }
  }

  static List<SampleHistograms> all() {
    return List.of(new SampleHistograms("ok", 1), new SampleHistograms("error", 2));
  }

  static List<Series> series() {
    List<Series> series = new ArrayList<>();
    for (SampleHistograms histograms : all()) {
      series.add(histograms.delta());
      series.add(histograms.cumulative());
    }
    return series;
  }

  String status() {
    return status;
  }

  /** What was observed in the cells with times in {@code (from, to]}. */
  double[] observations(long fromMillis, long toMillis) {
    List<Double> observed = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      if (timeMillis(cell) > fromMillis && timeMillis(cell) <= toMillis) {
        for (double observation : cells.get(cell)) {
          observed.add(observation);
        }
      }
    }
    return observed.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  static NativeHistogram histogram(double... observations) {
    int[] counts = new int[8000];
    double sum = 0;
    for (double observation : observations) {
      int index = (int) Math.ceil(Math.log(observation) / Math.log(2) * (1 << SCHEMA)) - 1;
      counts[index + 4000]++;
      sum += observation;
    }
    double[] dense = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      dense[i] = counts[i];
    }
    return NativeHistogram.ofOtlp(
        SCHEMA, 0, 0, observations.length, sum, -4000, dense, 0, new double[0]);
  }

  private Series delta() {
    NativeHistogram[] histograms = new NativeHistogram[CELLS];
    long[] times = new long[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      histograms[cell] = histogram(cells.get(cell));
      times[cell] = timeMillis(cell);
    }
    Labels labels = Labels.of(Labels.METRIC_NAME, "span_duration_seconds", "status", status);
    return Series.ofHistograms(labels, true, times, null, histograms);
  }

  private Series cumulative() {
    NativeHistogram[] histograms = new NativeHistogram[CELLS];
    long[] times = new long[CELLS];
    NativeHistogram total = histogram();
    for (int cell = 0; cell < CELLS; cell++) {
      NativeHistogram added = histogram(cells.get(cell));
      total = cell == RESTART ? added : total.plus(added);
      histograms[cell] = total;
      times[cell] = timeMillis(cell);
    }
    Labels labels = Labels.of(Labels.METRIC_NAME, "request_seconds", "status", status);
    return Series.ofHistograms(labels, false, times, null, histograms);
  }

  private static long timeMillis(int cell) {
    return FIRST_MILLIS + (long) cell * INTERVAL_MILLIS;
  }
}
