package io.spanstone.query.promql;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer without its wrapping: labels to times to values, or an error.
 *
 * @param error empty if there is none
 */
public record PlainAnswer(String error, Map<String, Map<Long, Double>> series, String text) {
  private static final double TOLERANCE = 1e-9;

  static PlainAnswer failed(String error) {
    return new PlainAnswer(error, Map.of(), "");
  }

  /** What Prometheus' HTTP API gave. */
  public static PlainAnswer of(JsonNode answer) {
    if (!answer.path("status").asText().equals("success")) {
      return failed(answer.path("error").asText());
    }
    JsonNode result = answer.path("data").path("result");
    Map<String, Map<Long, Double>> series = new LinkedHashMap<>();
    switch (answer.path("data").path("resultType").asText()) {
      case "string" -> {
        return new PlainAnswer("", Map.of(), result.path(1).asText());
      }
      case "scalar" -> series.put("{}", points(List.of(result)));
      default -> {
        for (JsonNode each : result) {
          List<JsonNode> points = new ArrayList<>();
          each.path("values").forEach(points::add);
          if (each.has("value")) {
            points.add(each.path("value"));
          }
          Map<String, String> labels = new TreeMap<>();
          each.path("metric")
              .properties()
              .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
          series.put(Labels.of(labels).toString(), points(points));
        }
      }
    }
    return new PlainAnswer("", series, "");
  }

  /** What the engine gave. */
  static PlainAnswer of(QueryAnswer answer) {
    Map<String, Map<Long, Double>> plain = new LinkedHashMap<>();
    QueryResult result = answer.result();
    if (result instanceof QueryResult.Text text) {
      return new PlainAnswer("", Map.of(), text.text());
    } else if (result instanceof QueryResult.Scalar scalar) {
      plain.put("{}", new TreeMap<>(Map.of(scalar.timeMillis(), scalar.value())));
    } else if (result instanceof QueryResult.Vector vector) {
      vector
          .elements()
          .forEach(
              element ->
                  plain.put(
                      element.labels().toString(),
                      new TreeMap<>(Map.of(vector.timeMillis(), element.value()))));
    } else if (result instanceof QueryResult.Matrix matrix) {
      for (Series series : matrix.series()) {
        Map<Long, Double> points = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
          points.put(series.timeMillis(i), series.value(i));
        }
        plain.put(series.labels().toString(), points);
      }
    }
    return new PlainAnswer("", plain, "");
  }

  public boolean isFailure() {
    return !error.isEmpty();
  }

  /**
   * How another answer differs; empty if it does not, but for rounding and the wording of errors.
   */
  public String difference(PlainAnswer other) {
    if (isFailure() || other.isFailure()) {
      return isFailure() == other.isFailure() ? "" : "error: " + error + " <> " + other.error;
    }
    if (!text.equals(other.text)) {
      return text + " <> " + other.text;
    }
    if (!series.keySet().equals(other.series.keySet())) {
      return series.keySet() + " <> " + other.series.keySet();
    }
    for (String labels : series.keySet()) {
      Map<Long, Double> ours = series.get(labels);
      Map<Long, Double> theirs = other.series.get(labels);
      if (!ours.keySet().equals(theirs.keySet())) {
        return labels + " times " + ours.keySet() + " <> " + theirs.keySet();
      }
      for (Long time : ours.keySet()) {
        if (!close(ours.get(time), theirs.get(time))) {
          return labels + " at " + time + ": " + ours.get(time) + " <> " + theirs.get(time);
        }
      }
    }
    return "";
  }

  private static boolean close(double a, double b) {
    return Double.compare(a, b) == 0
        || a == b
        || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }

  private static Map<Long, Double> points(List<JsonNode> pairs) {
    Map<Long, Double> points = new TreeMap<>();
    for (JsonNode pair : pairs) {
      points.put(
          Math.round(pair.path(0).asDouble() * 1000),
          OpenMetricsText.number(pair.path(1).asText()));
    }
    return points;
  }
}
