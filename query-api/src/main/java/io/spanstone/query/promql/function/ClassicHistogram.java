package io.spanstone.query.promql.function;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.value.Annotations;
import io.spanstone.query.promql.value.StepSeries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The series that differ in {@code le} only: the buckets of one classic histogram. */
final class ClassicHistogram {
  static final String UPPER_BOUND = "le";

  private record Bucket(double upperBound, StepSeries counts) {}

  private final List<Bucket> buckets = new ArrayList<>();
  private final BitSet leftOut = new BitSet();

  private ClassicHistogram() {}

  /** By their labels without name and {@code le}. */
  static Map<Labels, ClassicHistogram> group(List<StepSeries> vector, Annotations annotations) {
    Map<Labels, ClassicHistogram> histograms = new LinkedHashMap<>();
    for (StepSeries series : vector) {
      String text = series.labels().get(UPPER_BOUND);
      try {
        double upperBound = number(text);
        Labels labels = series.labels().without(List.of(Labels.METRIC_NAME, UPPER_BOUND));
        histograms
            .computeIfAbsent(labels, same -> new ClassicHistogram())
            .buckets
            .add(new Bucket(upperBound, series));
      } catch (NumberFormatException e) {
        if (hasNumber(series)) {
          annotations.warn(
              "left out %s: its label le is no number: \"%s\""
                  .formatted(series.labels().metricName(), text));
        }
      }
    }
    return histograms;
  }

  boolean isPresent(int step) {
    return !leftOut.get(step)
        && buckets.stream().anyMatch(bucket -> bucket.counts().isNumber(step));
  }

  void leaveOut(int step) {
    leftOut.set(step);
  }

  ClassicBuckets at(int step) {
    List<ClassicBuckets.Bucket> present = new ArrayList<>();
    for (Bucket bucket : buckets) {
      if (bucket.counts().isNumber(step)) {
        present.add(new ClassicBuckets.Bucket(bucket.upperBound(), bucket.counts().value(step)));
      }
    }
    return new ClassicBuckets(present);
  }

  private static boolean hasNumber(StepSeries series) {
    for (int step = 0; step < series.steps(); step++) {
      if (series.isNumber(step)) {
        return true;
      }
    }
    return false;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
