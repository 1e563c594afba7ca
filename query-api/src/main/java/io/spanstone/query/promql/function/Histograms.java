package io.spanstone.query.promql.function;

import io.spanstone.block.prometheus.FloatText;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.query.promql.value.Annotations;
import io.spanstone.query.promql.value.Budget;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/** Functions of native histograms, and of classic ones, which are series with a label le. */
final class Histograms {
  private Histograms() {}

  static void register(Map<String, VectorFunction> functions) {
    put(functions, "histogram_count", NativeHistogram::count);
    put(functions, "histogram_sum", NativeHistogram::sum);
    put(functions, "histogram_avg", NativeHistogram::average);
    put(functions, "histogram_stdvar", NativeHistogram::variance);
    put(functions, "histogram_stddev", histogram -> Math.sqrt(histogram.variance()));
    functions.put("histogram_quantile", Histograms::quantile);
    functions.put("histogram_quantiles", Histograms::quantiles);
    functions.put("histogram_fraction", Histograms::fraction);
  }

  /** What is computed from a histogram of either kind at one step. */
  private interface Statistic {
    double ofNative(NativeHistogram histogram, int step);

    double ofClassic(ClassicBuckets buckets, int step);
  }

  private static void put(
      Map<String, VectorFunction> functions,
      String name,
      ToDoubleFunction<NativeHistogram> statistic) {
    functions.put(
        name,
        arguments -> {
          VectorBuilder vector = new VectorBuilder();
          for (StepSeries series : arguments.vector(0)) {
            vector.add(ofNative(series, (histogram, step) -> statistic.applyAsDouble(histogram)));
          }
          return vector.build();
        });
  }

  private static Value quantile(VectorFunction.Arguments arguments) {
    return quantile(arguments, arguments.vector(1), step -> arguments.scalar(0, step));
  }

  /** Each quantile with a label that says which it is; it may be another one at another step. */
  private static Value quantiles(VectorFunction.Arguments arguments) {
    String label = arguments.text(1);
    if (label.isEmpty()) {
      throw new PromqlEvaluationException(
          "histogram_quantiles needs the name of a label to set, such as \"quantile\"");
    }
    VectorBuilder vector = new VectorBuilder();
    for (int argument = 2; argument < arguments.count(); argument++) {
      int given = argument;
      IntToDoubleFunction quantile = step -> arguments.scalar(given, step);
      for (StepSeries series : quantile(arguments, arguments.vector(0), quantile).series()) {
        byQuantile(series, label, quantile, arguments.budget()).forEach(vector::add);
      }
    }
    return vector.build();
  }

  private static Collection<StepSeries> byQuantile(
      StepSeries series, String label, IntToDoubleFunction quantile, Budget budget) {
    Map<Double, StepSeries> byQuantile = new LinkedHashMap<>();
    for (int step = 0; step < series.steps(); step++) {
      if (series.isPresent(step)) {
        double now = quantile.applyAsDouble(step);
        StepSeries ofNow = byQuantile.get(now);
        if (ofNow == null) {
          budget.hold(series.steps());
          Labels labels = series.labels().with(label, quantileText(now));
          ofNow = new StepSeries(labels, series.steps());
          byQuantile.put(now, ofNow);
        }
        ofNow.set(step, series);
      }
    }
    return byQuantile.values();
  }

  /** As OpenMetrics writes it: {@code 0.9}, {@code 1.0}. */
  private static String quantileText(double quantile) {
    String text = FloatText.of(quantile);
    return quantile == Math.rint(quantile) && !Double.isInfinite(quantile) ? text + ".0" : text;
  }

  private static Value.InstantVector quantile(
      VectorFunction.Arguments arguments,
      List<StepSeries> histograms,
      IntToDoubleFunction quantile) {
    Annotations annotations = arguments.annotations();
    return statistic(
        arguments,
        histograms,
        new Statistic() {
          @Override
          public double ofNative(NativeHistogram histogram, int step) {
            return histogram.quantile(annotations.quantile(quantile.applyAsDouble(step)));
          }

          @Override
          public double ofClassic(ClassicBuckets buckets, int step) {
            double value = buckets.quantile(annotations.quantile(quantile.applyAsDouble(step)));
            if (buckets.fell()) {
              annotations.inform(
                  "input to histogram_quantile needed to be fixed for monotonicity: a bucket has"
                      + " less than the one below it");
            }
            return value;
          }
        });
  }

  private static Value fraction(VectorFunction.Arguments arguments) {
    return statistic(
        arguments,
        arguments.vector(2),
        new Statistic() {
          @Override
          public double ofNative(NativeHistogram histogram, int step) {
            return histogram.fraction(arguments.scalar(0, step), arguments.scalar(1, step));
          }

          @Override
          public double ofClassic(ClassicBuckets buckets, int step) {
            return buckets.fraction(arguments.scalar(0, step), arguments.scalar(1, step));
          }
        });
  }

  private static Value.InstantVector statistic(
      VectorFunction.Arguments arguments, List<StepSeries> histograms, Statistic statistic) {
    VectorBuilder vector = new VectorBuilder();
    Map<Labels, ClassicHistogram> classic =
        ClassicHistogram.group(histograms, arguments.annotations());
    for (StepSeries series : histograms) {
      StepSeries result = ofNative(series, statistic::ofNative);
      ClassicHistogram same = classic.get(result.labels());
      for (int step = 0; same != null && step < series.steps(); step++) {
        if (result.isPresent(step) && same.isPresent(step)) {
          arguments.annotations().warn("there is a classic and a native histogram of one name");
          same.leaveOut(step);
          result = without(result, step);
        }
      }
      vector.add(result);
    }
    classic.forEach(
        (labels, histogram) -> {
          StepSeries result = new StepSeries(labels, arguments.grid().steps());
          for (int step = 0; step < result.steps(); step++) {
            if (histogram.isPresent(step)) {
              result.set(step, statistic.ofClassic(histogram.at(step), step));
            }
          }
          vector.add(result);
        });
    return vector.build();
  }

  @FunctionalInterface
  private interface OfNative {
    double apply(NativeHistogram histogram, int step);
  }

  private static StepSeries ofNative(StepSeries series, OfNative statistic) {
    StepSeries result = new StepSeries(series.labels().without(Labels.METRIC_NAME), series.steps());
    for (int step = 0; step < series.steps(); step++) {
      NativeHistogram histogram = series.histogram(step);
      if (histogram != null) {
        result.set(step, statistic.apply(histogram, step));
      }
    }
    return result;
  }

  private static StepSeries without(StepSeries series, int left) {
    StepSeries rest = new StepSeries(series.labels(), series.steps());
    for (int step = 0; step < series.steps(); step++) {
      if (step != left) {
        rest.set(step, series);
      }
    }
    return rest;
  }
}
