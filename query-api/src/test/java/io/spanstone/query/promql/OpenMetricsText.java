package io.spanstone.query.promql;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads samples from the lines that a Prometheus reads, too. */
public final class OpenMetricsText {
  private static final Pattern LINE = Pattern.compile("(\\w+)\\{(.*)} (\\S+) (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private OpenMetricsText() {}

  public static List<Series> series(List<String> lines) {
    Map<Labels, List<double[]>> samples = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(line);
      }
      Map<String, String> labels = new TreeMap<>(Map.of(Labels.METRIC_NAME, matcher.group(1)));
      Matcher label = LABEL.matcher(matcher.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      double seconds = Double.parseDouble(matcher.group(4));
      samples
          .computeIfAbsent(Labels.of(labels), same -> new ArrayList<>())
          .add(new double[] {Math.rint(seconds * 1000), number(matcher.group(3))});
    }
    List<Series> series = new ArrayList<>();
    samples.forEach(
        (labels, points) ->
            series.add(
                Series.ofNumbers(
                    labels,
                    false,
                    points.stream().mapToLong(point -> (long) point[0]).toArray(),
                    points.stream().mapToDouble(point -> point[1]).toArray())));
    return series;
  }

  static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
