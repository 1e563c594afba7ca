package io.spanstone.query.promql;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Short ways to ask about a few series. */
final class Answers {
  private Answers() {}

  /** A series of numbers with times in seconds: time, value, time, value, and so on. */
  static Series series(String name, boolean delta, double... timesAndValues) {
    long[] timesMillis = new long[timesAndValues.length / 2];
    double[] values = new double[timesMillis.length];
    for (int i = 0; i < timesMillis.length; i++) {
      timesMillis[i] = Math.round(timesAndValues[2 * i] * 1000);
      values[i] = timesAndValues[2 * i + 1];
    }
    return Series.ofNumbers(Labels.of(Labels.METRIC_NAME, name), delta, timesMillis, values);
  }

  /** Labels to values. */
  static Map<String, Double> vector(PromqlEngine engine, String query, double timeSeconds)
      throws IOException {
    Map<String, Double> elements = new LinkedHashMap<>();
    QueryAnswer answer = engine.instant(query, Math.round(timeSeconds * 1000));
    ((QueryResult.Vector) answer.result())
        .elements()
        .forEach(element -> elements.put(element.labels().toString(), element.value()));
    return elements;
  }

  /** The only value of an instant vector; NaN if it is empty. */
  static double value(PromqlEngine engine, String query, long timeSeconds) throws IOException {
    return value(engine, query, (double) timeSeconds);
  }

  /** The only value of an instant vector; NaN if it is empty. */
  static double value(PromqlEngine engine, String query, double timeSeconds) throws IOException {
    Map<String, Double> elements = vector(engine, query, timeSeconds);
    return elements.size() == 1 ? elements.values().iterator().next() : Double.NaN;
  }
}
