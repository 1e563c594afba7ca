package io.spanstone.query.promql.value;

import io.spanstone.metric.Series;
import io.spanstone.query.promql.syntax.TimeShift;
import java.util.List;

/** What an expression is at every step of a grid. */
public sealed interface Value {

  /** What this weighs against a limit of samples. */
  default long weight() {
    return 0;
  }

  /** A number at every step. */
  final class Scalar implements Value {
    private final double[] values;

    public Scalar(double[] values) {
      this.values = values;
    }

    public double at(int step) {
      return values[step];
    }

    @Override
    public long weight() {
      return values.length;
    }
  }

  /** A text. */
  record Text(String text) implements Value {}

  /**
   * An instant vector at every step.
   *
   * @param series no two with the same labels; in the order of the answer, if there is one step
   */
  record InstantVector(List<StepSeries> series) implements Value {
    @Override
    public long weight() {
      return series.stream().mapToLong(StepSeries::weight).sum();
    }
  }

  /**
   * Samples to look at through windows {@code (t - range, t]}.
   *
   * @param series without stale markers
   * @param shift from a step to its t
   * @param weight of what is held for this alone
   */
  record RangeVector(List<Series> series, long rangeMillis, TimeShift shift, long weight)
      implements Value {}
}
