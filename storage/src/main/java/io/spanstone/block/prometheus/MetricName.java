package io.spanstone.block.prometheus;

import io.spanstone.otlp.MetricView;
import java.util.ArrayList;
import java.util.List;

/**
 * What a metric is called in Prometheus, without the suffixes of single series ({@code _bucket},
 * {@code _sum}, {@code _count}): the words of its name, its unit, and {@code total} for a monotonic
 * sum or {@code ratio} for a gauge of unit 1, joined by {@code _}.
 */
final class MetricName {
  private static final String TOTAL = "total";
  private static final String RATIO = "ratio";

  private MetricName() {}

  static String of(String name, String unit, MetricView.Type type, boolean monotonic) {
    List<String> words = words(name);
    addUnit(words, unit);
    if (type == MetricView.Type.SUM && monotonic) {
      moveToEnd(words, TOTAL);
    } else if (type == MetricView.Type.GAUGE && unit.equals("1")) {
      moveToEnd(words, RATIO);
    }
    String joined = String.join("_", words);
    return !joined.isEmpty() && LabelName.isDigit(joined.charAt(0)) ? "_" + joined : joined;
  }

  /** Every run of characters that a name must not have becomes one {@code _}; none at the ends. */
  static String trimmed(String text) {
    return String.join("_", words(text));
  }

  private static void addUnit(List<String> words, String unit) {
    String main = Unit.main(unit);
    String per = Unit.per(unit);
    if (!main.isEmpty() && !words.contains(main)) {
      words.add(main);
    }
    if (!per.isEmpty() && !words.contains(per)) {
      words.add("per");
      words.add(per);
    }
  }

  private static void moveToEnd(List<String> words, String word) {
    words.removeIf(word::equals);
    words.add(word);
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '_';
      if (LabelName.isLetter(c) || LabelName.isDigit(c) || c == ':') {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    return words;
  }
}
