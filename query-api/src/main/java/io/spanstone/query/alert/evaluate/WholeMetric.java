package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was read of a metric, from which rules pick what they select. Not thread-safe. */
final class WholeMetric {
  private final SeriesRead read;

  /** Series by the values of a label, of labels that rules have asked for. */
  private final Map<String, Map<String, List<Series>>> byLabel = new HashMap<>();

  WholeMetric(SeriesRead read) {
    this.read = read;
  }

  SeriesRead read() {
    return read;
  }

  boolean covers(long fromMillis, long toMillis) {
    return read.fromMillis() <= fromMillis && read.toMillis() >= toMillis;
  }

  /** The series that match, with their samples of {@code (from, to]}. */
  List<Series> pick(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, SelectLimits limits) {
    boolean same = read.fromMillis() == fromMillis && read.toMillis() == toMillis;
    List<Series> picked = new ArrayList<>();
    long samples = 0;
    for (Series series : candidates(matchers)) {
      if (matchers.stream().allMatch(matcher -> matcher.matches(series.labels()))) {
        Series part = same ? series : series.between(fromMillis, toMillis);
        if (part.size() > 0) {
          samples += part.weight();
          limits.checkSamples(samples);
          picked.add(part);
        }
      }
    }
    limits.checkSeries(picked.size());
    return picked;
  }

  /** All that match are among these. */
  private List<Series> candidates(List<LabelMatcher> matchers) {
    List<Series> fewest = read.series();
    for (LabelMatcher matcher : matchers) {
      boolean tells =
          matcher.operator() == Operator.EQUAL && !matcher.name().equals(Labels.METRIC_NAME);
      if (tells) {
        List<Series> some =
            byLabel
                .computeIfAbsent(matcher.name(), this::index)
                .getOrDefault(matcher.value(), List.of());
        fewest = some.size() < fewest.size() ? some : fewest;
      }
    }
    return fewest;
  }

  private Map<String, List<Series>> index(String label) {
    Map<String, List<Series>> index = new HashMap<>();
    for (Series each : read.series()) {
      index.computeIfAbsent(each.labels().get(label), value -> new ArrayList<>()).add(each);
    }
    return index;
  }
}
