package io.spanstone.collector;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.metric.HistogramBucket;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Every sample of every series by its time in milliseconds, in a form in which those of Prometheus
 * and ours can be compared: numbers exactly, histograms but for the last digits of the bounds,
 * which are computed.
 */
final class RawSeries {
  private RawSeries() {}

  /** What a range selector gives from Prometheus; without stale markers. */
  static Map<Labels, Map<Long, String>> of(JsonNode matrix) {
    Map<Labels, Map<Long, String>> all = new TreeMap<>();
    for (JsonNode series : matrix) {
      Map<String, String> labels = new TreeMap<>();
      series
          .path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      Map<Long, String> samples = new TreeMap<>();
      for (JsonNode value : series.path("values")) {
        samples.put(millis(value), number(value.get(1).asText()));
      }
      for (JsonNode histogram : series.path("histograms")) {
        samples.put(millis(histogram), histogram(histogram.get(1)));
      }
      all.put(Labels.of(labels), samples);
    }
    return all;
  }

  /** What is stored here of a time; without stale markers. */
  static Map<Labels, Map<Long, String>> of(
      MetricStore store, long fromMillisExclusive, long toMillisInclusive) throws IOException {
    Map<Labels, Map<Long, String>> all = new TreeMap<>();
    for (Series series : select(store, ".+", fromMillisExclusive, toMillisInclusive)) {
      Map<Long, String> samples = new TreeMap<>();
      for (int i = 0; i < series.size(); i++) {
        if (!series.isStale(i)) {
          NativeHistogram histogram = series.histogram(i);
          samples.put(
              series.timeMillis(i),
              histogram == null ? Double.toString(series.value(i)) : histogram(histogram));
        }
      }
      if (!samples.isEmpty()) {
        all.put(series.labels(), samples);
      }
    }
    return all;
  }

  /** The series whose names match. */
  static List<Series> select(
      MetricStore store, String names, long fromMillisExclusive, long toMillisInclusive)
      throws IOException {
    SelectLimits limits =
        new SelectLimits(100_000, 10_000_000, System.nanoTime() + TimeUnit.MINUTES.toNanos(2));
    return store.select(
        List.of(new LabelMatcher(Labels.METRIC_NAME, Operator.MATCHES, names)),
        fromMillisExclusive,
        toMillisInclusive,
        new SelectHints(toMillisInclusive, toMillisInclusive, 0, 0, "", limits));
  }

  private static String histogram(JsonNode histogram) {
    StringBuilder text = new StringBuilder();
    text.append(number(histogram.path("count").asText()))
        .append(' ')
        .append(number(histogram.path("sum").asText()));
    for (JsonNode bucket : histogram.path("buckets")) {
      append(
          text,
          bucket.get(1).asDouble(),
          bucket.get(2).asDouble(),
          Double.parseDouble(bucket.get(3).asText()));
    }
    return text.toString();
  }

  private static String histogram(NativeHistogram histogram) {
    StringBuilder text = new StringBuilder();
    text.append(histogram.count()).append(' ').append(histogram.sum());
    for (HistogramBucket bucket : histogram.buckets()) {
      append(text, bucket.lower(), bucket.upper(), bucket.count());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, double lower, double upper, double count) {
    text.append(" %.10e..%.10e=%s".formatted(lower, upper, count));
  }

  private static String number(String text) {
    double value =
        switch (text) {
          case "+Inf" -> Double.POSITIVE_INFINITY;
          case "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(text);
        };
    return Double.toString(value);
  }

  private static long millis(JsonNode sample) {
    return Math.round(sample.get(0).asDouble() * 1000);
  }
}
