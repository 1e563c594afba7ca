package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.syntax.Aggregator;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups the elements of a vector, and makes one, or a few, of each group. */
final class AggregationEvaluation {
  private final QueryContext context;
  private final Grid grid;
  private final Expr.Aggregation aggregation;
  private final Value parameter;

  /** Labels named in {@code by} or {@code without}; in the latter case the metric's name, too. */
  private final Set<String> labels;

  AggregationEvaluation(
      QueryContext context, Grid grid, Expr.Aggregation aggregation, Value parameter) {
    this.context = context;
    this.grid = grid;
    this.aggregation = aggregation;
    this.parameter = parameter;
    this.labels = new HashSet<>(aggregation.labels());
    if (aggregation.without()) {
      labels.add(Labels.METRIC_NAME);
    }
  }

  Value of(Value.InstantVector vector) {
    if (aggregation.aggregator() == Aggregator.COUNT_VALUES) {
      return countValues(vector, ((Value.Text) parameter).text());
    }
    Map<Labels, List<StepSeries>> groups = new LinkedHashMap<>();
    for (StepSeries series : vector.series()) {
      groups.computeIfAbsent(group(series.labels()), same -> new ArrayList<>()).add(series);
    }
    VectorBuilder result = new VectorBuilder();
    groups.forEach((group, members) -> aggregate(group, members, result));
    return result.build();
  }

  /** The value is a label before elements are grouped; {@code without} may take it away again. */
  private Value countValues(Value.InstantVector vector, String label) {
    if (!aggregation.without()) {
      labels.add(label);
    }
    VectorBuilder result = new VectorBuilder();
    new ValueCount(context, grid, label).of(vector.series(), this::group).forEach(result::add);
    return result.build();
  }

  private void aggregate(Labels group, List<StepSeries> members, VectorBuilder result) {
    Aggregator aggregator = aggregation.aggregator();
    switch (aggregator) {
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO ->
          new Choice(context, grid, aggregator, (Value.Scalar) parameter)
              .of(members)
              .forEach(result::add);
      default ->
          result.add(new Combination(context, grid, aggregator, parameter).of(group, members));
    }
  }

  private Labels group(Labels series) {
    return aggregation.without() ? series.without(labels) : series.only(labels);
  }
}
