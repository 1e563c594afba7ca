package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.VectorMatching;
import io.spanstone.query.promql.syntax.VectorMatching.Cardinality;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arithmetic and comparisons between the elements of two vectors that go together. */
final class MatchedOperation {
  private final QueryContext context;
  private final Grid grid;
  private final VectorMatching matching;
  private final Operation operation;
  private final Signature signature;

  /** Results by their labels. */
  private final Map<Labels, StepSeries> results = new LinkedHashMap<>();

  /** Where an element of the one side already has its partner, in one-to-one matching. */
  private final Map<Labels, BitSet> taken = new HashMap<>();

  MatchedOperation(QueryContext context, Grid grid, Expr.Binary binary, Operation operation) {
    this.context = context;
    this.grid = grid;
    this.matching = binary.matching();
    this.operation = operation;
    this.signature = new Signature(matching);
  }

  Value of(List<StepSeries> left, List<StepSeries> right) {
    boolean manyRight = matching.cardinality() == Cardinality.ONE_TO_MANY;
    List<StepSeries> manySide = manyRight ? right : left;
    Map<Labels, List<StepSeries>> ones =
        unique(manyRight ? left : right, manyRight, presence(manySide));
    for (StepSeries many : manySide) {
      Labels match = signature.of(many.labels());
      for (StepSeries one : ones.getOrDefault(match, List.of())) {
        match(many, one, match, manyRight);
      }
    }
    VectorBuilder vector = new VectorBuilder();
    results.values().forEach(vector::add);
    return vector.build();
  }

  private void match(StepSeries many, StepSeries one, Labels match, boolean manyRight) {
    StepSeries left = manyRight ? one : many;
    StepSeries right = manyRight ? many : one;
    StepSeries out = new StepSeries(labels(many.labels(), one.labels()), grid.steps());
    for (int step = 0; step < grid.steps(); step++) {
      context.budget().tick();
      if (many.isPresent(step) && one.isPresent(step)) {
        operation.apply(left, right, left, step, out);
      }
    }
    if (out.isEmpty()) {
      return;
    }
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      take(out, match);
    }
    StepSeries before = results.putIfAbsent(out.labels(), out);
    if (before == null) {
      context.budget().hold(grid.steps());
    } else {
      addTo(before, out);
    }
  }

  private void take(StepSeries out, Labels match) {
    BitSet steps = taken.computeIfAbsent(match, same -> new BitSet());
    for (int step = 0; step < grid.steps(); step++) {
      if (out.isPresent(step)) {
        if (steps.get(step)) {
          throw new PromqlEvaluationException(
              "several elements on the left match one on the right for "
                  + match
                  + "; allow it with group_left, or match on more labels");
        }
        steps.set(step);
      }
    }
  }

  private void addTo(StepSeries before, StepSeries out) {
    for (int step = 0; step < grid.steps(); step++) {
      if (out.isPresent(step)) {
        if (before.isPresent(step)) {
          throw new PromqlEvaluationException(
              "two results have the same labels "
                  + out.labels()
                  + "; keep the labels that tell the many side's elements apart");
        }
        before.set(step, out);
      }
    }
  }

  /** The steps at which there is any element. */
  private BitSet presence(List<StepSeries> side) {
    BitSet present = new BitSet();
    for (StepSeries series : side) {
      for (int step = 0; step < grid.steps(); step++) {
        if (series.isPresent(step)) {
          present.set(step);
        }
      }
    }
    return present;
  }

  /**
   * By signature; no two of one signature at one step.
   *
   * @param asked where the other side has elements; elsewhere nothing can match
   */
  private Map<Labels, List<StepSeries>> unique(List<StepSeries> side, boolean left, BitSet asked) {
    Map<Labels, List<StepSeries>> bySignature = new HashMap<>();
    for (StepSeries series : side) {
      Labels match = signature.of(series.labels());
      List<StepSeries> same = bySignature.computeIfAbsent(match, key -> new ArrayList<>(1));
      for (StepSeries other : same) {
        refuseOverlap(series, other, match, left, asked);
      }
      same.add(series);
    }
    return bySignature;
  }

  private void refuseOverlap(StepSeries a, StepSeries b, Labels match, boolean left, BitSet asked) {
    for (int step = asked.nextSetBit(0); step >= 0; step = asked.nextSetBit(step + 1)) {
      if (a.isPresent(step) && b.isPresent(step)) {
        String side = left ? "left" : "right";
        throw new PromqlEvaluationException(
            "%s and %s on the %s side both match %s; many-to-many matching is not allowed: match on"
                    .formatted(a.labels(), b.labels(), side, match)
                + " labels that are unique on one side"
                + (matching.cardinality() == Cardinality.ONE_TO_ONE && !left
                    ? ", or allow many on this side with group_right"
                    : ""));
      }
    }
  }

  private Labels labels(Labels many, Labels one) {
    Labels labels = operation.dropsName() ? many.without(Labels.METRIC_NAME) : many;
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      labels = matching.on() ? labels.only(matching.labels()) : labels.without(matching.labels());
    }
    for (String name : matching.include()) {
      labels = labels.with(name, one.get(name));
    }
    return labels;
  }
}
