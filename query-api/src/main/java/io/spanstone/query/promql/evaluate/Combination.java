package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.HistogramSum;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.query.promql.syntax.Aggregator;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.Statistics;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import java.util.Arrays;
import java.util.List;

/** Aggregations that make one element of a group. */
final class Combination {
  private final QueryContext context;
  private final Grid grid;
  private final Aggregator aggregator;
  private final Value parameter;

  Combination(QueryContext context, Grid grid, Aggregator aggregator, Value parameter) {
    this.context = context;
    this.grid = grid;
    this.aggregator = aggregator;
    this.parameter = parameter;
  }

  StepSeries of(Labels group, List<StepSeries> members) {
    StepSeries result = new StepSeries(group, grid.steps());
    double[] numbers = new double[members.size()];
    for (int step = 0; step < grid.steps(); step++) {
      context.budget().tick();
      int count = 0;
      int histograms = 0;
      for (StepSeries member : members) {
        if (member.isNumber(step)) {
          numbers[count++] = member.value(step);
        } else if (member.isPresent(step)) {
          histograms++;
        }
      }
      combine(members, step, Arrays.copyOf(numbers, count), histograms, result);
    }
    return result;
  }

  private void combine(
      List<StepSeries> members, int step, double[] numbers, int histograms, StepSeries result) {
    if (numbers.length + histograms == 0) {
      return;
    }
    switch (aggregator) {
      case COUNT -> result.set(step, numbers.length + histograms);
      case GROUP -> result.set(step, 1);
      case SUM, AVG -> total(members, step, numbers, histograms, result);
      default -> {
        if (histograms > 0) {
          context.annotations().inform(aggregator + " ignored the histograms among its elements");
        }
        if (numbers.length > 0) {
          result.set(step, figure(numbers, step));
        }
      }
    }
  }

  private double figure(double[] numbers, int step) {
    return switch (aggregator) {
      case MIN -> Statistics.extreme(numbers, Math::min);
      case MAX -> Statistics.extreme(numbers, Math::max);
      case STDDEV -> Math.sqrt(Statistics.variance(numbers));
      case STDVAR -> Statistics.variance(numbers);
      case QUANTILE -> {
        double quantile = context.annotations().quantile(((Value.Scalar) parameter).at(step));
        yield Statistics.quantile(quantile, numbers);
      }
      default -> throw new IllegalStateException("no figure of numbers: " + aggregator);
    };
  }

  private void total(
      List<StepSeries> members, int step, double[] numbers, int histograms, StepSeries result) {
    boolean average = aggregator == Aggregator.AVG;
    if (histograms == 0) {
      result.set(step, average ? Statistics.mean(numbers) : Statistics.sum(numbers));
    } else if (numbers.length + histograms == 1) {
      members.stream()
          .filter(member -> member.isPresent(step))
          .forEach(member -> result.set(step, member));
    } else if (numbers.length == 0) {
      HistogramSum sum = new HistogramSum();
      for (StepSeries member : members) {
        NativeHistogram histogram = member.histogram(step);
        if (histogram != null) {
          sum.add(histogram);
        }
      }
      result.set(step, average ? sum.result().times(1.0 / histograms) : sum.result());
    } else {
      context
          .annotations()
          .warn(aggregator + " left out a group that has both numbers and histograms");
    }
  }
}
