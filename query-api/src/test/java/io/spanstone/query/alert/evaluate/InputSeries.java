package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.metric.StaleMarker;
import io.spanstone.query.promql.Promql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Series as promtool's tests write them: {@code 0+10x5 _ stale 1x3}. */
final class InputSeries {
  private static final Pattern EXPANDED =
      Pattern.compile("(?<start>-?[0-9.e]+|_)(?:(?<step>[+-][0-9.e]+))?x(?<times>[0-9]+)");

  private InputSeries() {}

  static Series of(String selector, String values, long intervalMillis) {
    Map<String, String> labels = new TreeMap<>();
    for (LabelMatcher matcher : Promql.selectors(Promql.parse(selector)).get(0)) {
      labels.put(matcher.name(), matcher.value());
    }
    List<Double> all = new ArrayList<>();
    for (String word : values.trim().split("\\s+", -1)) {
      expand(word, all);
    }
    List<Long> times = new ArrayList<>();
    List<Double> present = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) != null) {
        times.add(i * intervalMillis);
        present.add(all.get(i));
      }
    }
    return Series.ofNumbers(
        Labels.of(labels),
        false,
        times.stream().mapToLong(Long::longValue).toArray(),
        present.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void expand(String word, List<Double> to) {
    Matcher matcher = EXPANDED.matcher(word);
    if (!matcher.matches()) {
      to.add(
          word.equals("_")
              ? null
              : word.equals("stale") ? StaleMarker.VALUE : Double.valueOf(word));
      return;
    }
    int times = Integer.parseInt(matcher.group("times"));
    if (matcher.group("start").equals("_")) {
      for (int i = 0; i < times; i++) {
        to.add(null);
      }
      return;
    }
    double value = Double.parseDouble(matcher.group("start"));
    double step = matcher.group("step") == null ? 0 : Double.parseDouble(matcher.group("step"));
    for (int i = 0; i <= times; i++) {
      to.add(value + i * step);
    }
  }
}
