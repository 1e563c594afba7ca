package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import java.util.List;

/**
 * Which series are read, and how much of them.
 *
 * @param countsOnly whether histograms come without their buckets
 */
record Selector(List<LabelMatcher> matchers, boolean countsOnly) {

  /** All series of a metric. */
  static Selector ofMetric(String metric, boolean countsOnly) {
    return new Selector(
        List.of(new LabelMatcher(Labels.METRIC_NAME, Operator.EQUAL, metric)), countsOnly);
  }

  /** The one metric that is selected; empty if there may be others. */
  String metric() {
    return matchers.stream()
        .filter(each -> each.name().equals(Labels.METRIC_NAME) && each.operator() == Operator.EQUAL)
        .map(LabelMatcher::value)
        .findFirst()
        .orElse("");
  }
}
