package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.query.promql.value.StepSeries;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Counts the elements that have the same value; the value becomes a label. */
final class ValueCount {
  private final QueryContext context;
  private final Grid grid;
  private final String label;

  ValueCount(QueryContext context, Grid grid, String label) {
    this.context = context;
    this.grid = grid;
    this.label = label;
    if (label.isEmpty()) {
      throw new PromqlEvaluationException("count_values needs the name of a label to set");
    }
  }

  /**
   * The counts.
   *
   * @param grouping from labels, the value's among them, to those of the group
   */
  Collection<StepSeries> of(List<StepSeries> vector, UnaryOperator<Labels> grouping) {
    Map<Labels, StepSeries> counts = new LinkedHashMap<>();
    for (int step = 0; step < grid.steps(); step++) {
      context.budget().tick();
      for (StepSeries element : vector) {
        if (element.isNumber(step)) {
          Labels labels = element.labels().with(label, text(element.value(step)));
          count(counts, grouping.apply(labels), step);
        } else if (element.isPresent(step)) {
          context.annotations().inform("count_values ignored the histograms among its elements");
        }
      }
    }
    return counts.values();
  }

  private void count(Map<Labels, StepSeries> counts, Labels group, int step) {
    StepSeries count = counts.get(group);
    if (count == null) {
      count = new StepSeries(group, grid.steps());
      context.budget().hold(grid.steps());
      counts.put(group, count);
    }
    count.set(step, count.isPresent(step) ? count.value(step) + 1 : 1);
  }

  /** Without an exponent. */
  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
