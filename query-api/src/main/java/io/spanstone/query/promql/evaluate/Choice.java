package io.spanstone.query.promql.evaluate;

import io.spanstone.query.promql.syntax.Aggregator;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.query.promql.value.Statistics;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Aggregations that choose some elements of a group, at each step anew. */
final class Choice {
  private final QueryContext context;
  private final Grid grid;
  private final Aggregator aggregator;
  private final Value.Scalar parameter;

  Choice(QueryContext context, Grid grid, Aggregator aggregator, Value.Scalar parameter) {
    this.context = context;
    this.grid = grid;
    this.aggregator = aggregator;
    this.parameter = parameter;
  }

  /** In the order of choice, as far as there is one for all steps. */
  List<StepSeries> of(List<StepSeries> members) {
    Map<StepSeries, StepSeries> chosen = new LinkedHashMap<>();
    for (int step = 0; step < grid.steps(); step++) {
      context.budget().tick();
      for (StepSeries member : choose(members, step)) {
        chosen
            .computeIfAbsent(member, same -> new StepSeries(same.labels(), grid.steps()))
            .set(step, member);
      }
    }
    return new ArrayList<>(chosen.values());
  }

  private List<StepSeries> choose(List<StepSeries> members, int step) {
    double given = parameter.at(step);
    if (Double.isNaN(given)) {
      throw new PromqlEvaluationException("the parameter of " + aggregator + " is NaN");
    }
    return switch (aggregator) {
      case TOPK -> first(members, step, (long) given, true);
      case BOTTOMK -> first(members, step, (long) given, false);
      case LIMITK ->
          members.stream()
              .filter(member -> member.isPresent(step))
              .limit(Math.max(0, (long) given))
              .toList();
      default ->
          members.stream()
              .filter(member -> member.isPresent(step) && isSampled(member, given))
              .toList();
    };
  }

  /** Of equal numbers the earlier elements are chosen. */
  private List<StepSeries> first(
      List<StepSeries> members, int step, long count, boolean descending) {
    if (members.stream().anyMatch(member -> member.histogram(step) != null)) {
      context.annotations().inform(aggregator + " ignored the histograms among its elements");
    }
    return members.stream()
        .filter(member -> member.isNumber(step))
        .sorted(
            Comparator.comparing(
                (StepSeries member) -> member.value(step), Statistics.nanLast(descending)))
        .limit(Math.max(0, count))
        .toList();
  }

  /** A share of all series, always the same; a negative one is the rest of the positive one. */
  private static boolean isSampled(StepSeries member, double ratio) {
    // Spreads the bits of the hash, whose lower ones differ most.
    long spread = member.labels().hashCode() * 0x9E3779B97F4A7C15L;
    double place = (spread >>> 11) * 0x1p-53;
    return ratio >= 0 ? place < ratio : place >= 1 + ratio;
  }
}
