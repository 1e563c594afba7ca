package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.syntax.BinaryOperator;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code and}, {@code or} and {@code unless}. */
final class SetOperation {
  private static final BitSet NOWHERE = new BitSet();

  private final Grid grid;
  private final BinaryOperator operator;
  private final Signature signature;

  SetOperation(Grid grid, Expr.Binary binary) {
    this.grid = grid;
    this.operator = binary.operator();
    this.signature = new Signature(binary.matching());
  }

  Value of(List<StepSeries> left, List<StepSeries> right) {
    VectorBuilder result = new VectorBuilder();
    if (operator == BinaryOperator.OR) {
      left.forEach(result::add);
      addWhere(right, presence(left), false, result);
    } else {
      addWhere(left, presence(right), operator == BinaryOperator.AND, result);
    }
    return result.build();
  }

  /** Adds the elements where the other side has, or has not, one of their signature. */
  private void addWhere(
      List<StepSeries> vector, Map<Labels, BitSet> other, boolean present, VectorBuilder result) {
    for (StepSeries series : vector) {
      BitSet there = other.getOrDefault(signature.of(series.labels()), NOWHERE);
      StepSeries kept = new StepSeries(series.labels(), grid.steps());
      for (int step = 0; step < grid.steps(); step++) {
        if (there.get(step) == present) {
          kept.set(step, series);
        }
      }
      result.add(kept);
    }
  }

  private Map<Labels, BitSet> presence(List<StepSeries> vector) {
    Map<Labels, BitSet> presence = new HashMap<>();
    for (StepSeries series : vector) {
      BitSet steps = presence.computeIfAbsent(signature.of(series.labels()), same -> new BitSet());
      for (int step = 0; step < grid.steps(); step++) {
        if (series.isPresent(step)) {
          steps.set(step);
        }
      }
    }
    return presence;
  }
}
