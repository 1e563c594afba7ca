package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.ArrayList;
import java.util.List;

/** Takes, at each step, the newest sample of each series, unless it is too old or stale. */
final class InstantSelection {
  private final QueryContext context;
  private final Grid grid;

  InstantSelection(QueryContext context, Grid grid) {
    this.context = context;
    this.grid = grid;
  }

  Value samples(Expr.VectorSelector selector) {
    return VectorBuilder.of(select(selector, false));
  }

  /** The times of the samples, in seconds, instead of the samples. */
  Value times(Expr.VectorSelector selector) {
    return VectorBuilder.of(
        timesOfMetrics(selector).stream()
            .map(times -> times.as(times.labels().without(Labels.METRIC_NAME)))
            .toList());
  }

  /** The same, each with the name of its metric. */
  List<StepSeries> timesOfMetrics(Expr.VectorSelector selector) {
    return select(selector, true);
  }

  private List<StepSeries> select(Expr.VectorSelector selector, boolean times) {
    List<StepSeries> selected = new ArrayList<>();
    for (Series series : context.series(selector)) {
      selected.add(select(selector, series, new StepSeries(series.labels(), grid.steps()), times));
    }
    return selected;
  }

  private StepSeries select(
      Expr.VectorSelector selector, Series series, StepSeries to, boolean times) {
    context.budget().hold(to.steps());
    int next = 0;
    for (int step = 0; step < to.steps(); step++) {
      context.budget().tick();
      long timeMillis = context.settings().shifted(selector.shift(), grid.timeMillis(step));
      while (next < series.size() && series.timeMillis(next) <= timeMillis) {
        next++;
      }
      int newest = next - 1;
      boolean found =
          newest >= 0
              && series.timeMillis(newest) > timeMillis - context.settings().lookbackMillis()
              && !series.isStale(newest);
      NativeHistogram histogram = found ? series.histogram(newest) : null;
      if (found && times) {
        to.set(step, series.timeMillis(newest) / 1000.0);
      } else if (histogram != null) {
        to.set(step, histogram);
      } else if (found) {
        to.set(step, series.value(newest));
      }
    }
    return to;
  }
}
