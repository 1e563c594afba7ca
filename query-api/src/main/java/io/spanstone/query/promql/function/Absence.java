package io.spanstone.query.promql.function;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells where there is nothing. */
public final class Absence {
  private Absence() {}

  static Value absent(VectorFunction.Arguments arguments) {
    BitSet present = new BitSet();
    for (StepSeries series : arguments.vector(0)) {
      for (int step = 0; step < series.steps(); step++) {
        if (series.isPresent(step)) {
          present.set(step);
        }
      }
    }
    return of(arguments.expressions().get(0), present, arguments.grid().steps());
  }

  /**
   * A vector with one element, 1, at every step where nothing is present.
   *
   * @param expr what is absent; the element has the labels that a selector says it would have
   */
  public static Value of(Expr expr, BitSet present, int steps) {
    StepSeries absent = new StepSeries(labels(expr), steps);
    for (int step = present.nextClearBit(0); step < steps; step = present.nextClearBit(step + 1)) {
      absent.set(step, 1);
    }
    VectorBuilder vector = new VectorBuilder();
    vector.add(absent);
    return vector.build();
  }

  private static Labels labels(Expr expr) {
    if (expr instanceof Expr.VectorSelector selector) {
      return labels(selector.matchers());
    }
    if (expr instanceof Expr.RangeSelector range) {
      return labels(range.selector().matchers());
    }
    return Labels.EMPTY;
  }

  /** Those that one matcher, and none after it, wants to be equal to something. */
  private static Labels labels(List<LabelMatcher> matchers) {
    Map<String, String> labels = new TreeMap<>();
    Set<String> seen = new HashSet<>(Set.of(Labels.METRIC_NAME));
    for (LabelMatcher matcher : matchers) {
      if (matcher.operator() == Operator.EQUAL && seen.add(matcher.name())) {
        labels.put(matcher.name(), matcher.value());
      } else {
        labels.remove(matcher.name());
      }
    }
    return Labels.of(labels);
  }
}
