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

  Collection<StepSeries> of(Labels group, List<StepSeries> members) {
    Map<Labels, StepSeries> counts = new LinkedHashMap<>();
    for (int step = 0; step < grid.steps(); step++) {
      context.budget().tick();
      for (StepSeries member : members) {
        if (member.isNumber(step)) {
          Labels labels = group.with(label, text(member.value(step)));
          StepSeries count = counts.get(labels);
          if (count == null) {
            count = new StepSeries(labels, grid.steps());
            context.budget().hold(grid.steps());
            counts.put(labels, count);
          }
          count.set(step, count.isPresent(step) ? count.value(step) + 1 : 1);
        } else if (member.isPresent(step)) {
          context.annotations().inform("count_values ignored the histograms among its elements");
        }
      }
    }
    return counts.values();
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
