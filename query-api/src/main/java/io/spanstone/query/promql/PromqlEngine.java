package io.spanstone.query.promql;

import io.spanstone.metric.Labels;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.metric.TooManyPointsException;
import io.spanstone.query.promql.evaluate.Evaluation;
import io.spanstone.query.promql.evaluate.EvaluationSettings;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.syntax.ValueType;
import io.spanstone.query.promql.value.Annotations;
import io.spanstone.query.promql.value.Budget;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Answers queries. A query runs on the caller's thread, which may be interrupted to cancel it.
 * Thread-safe.
 *
 * <p>Every method throws {@link PromqlSyntaxException} if the query is no PromQL, {@link
 * PromqlEvaluationException} if it cannot be evaluated on the series that it finds, {@link
 * LimitExceededException} if it asks for more than the settings allow, and {@link IOException} if
 * the series cannot be read.
 */
public final class PromqlEngine {
  private final SeriesSource source;
  private final PromqlSettings settings;

  public PromqlEngine(SeriesSource source, PromqlSettings settings) {
    this.source = source;
    this.settings = settings;
  }

  /** What an expression is at one time. */
  public QueryAnswer instant(String query, long timeMillis) throws IOException {
    return instant(Promql.parse(query), timeMillis);
  }

  /** The same of an expression that was read before. */
  public QueryAnswer instant(Expr expr, long timeMillis) throws IOException {
    Annotations annotations = new Annotations();
    Grid grid = Grid.instant(timeMillis);
    Budget budget = budget();
    Value value = evaluation(grid, budget, annotations).evaluate(expr);
    return answer(atInstant(value, timeMillis), budget, annotations);
  }

  /**
   * What an expression is at {@code start, start + step, ...} up to {@code end}: always a matrix.
   *
   * @throws IllegalArgumentException if the step is not positive, the end is before the start, or
   *     the query gives a string or a range vector
   */
  public QueryAnswer range(String query, long startMillis, long endMillis, long stepMillis)
      throws IOException {
    Expr expr = Promql.parse(query);
    if (expr.type() == ValueType.STRING || expr.type() == ValueType.RANGE_VECTOR) {
      throw new IllegalArgumentException(
          "a range query needs a scalar or an instant vector, not a " + expr.type());
    }
    Grid grid = grid(startMillis, endMillis, stepMillis);
    Annotations annotations = new Annotations();
    Budget budget = budget();
    Value value = evaluation(grid, budget, annotations).evaluate(expr);
    return answer(new QueryResult.Matrix(matrix(value, grid)), budget, annotations);
  }

  private Grid grid(long startMillis, long endMillis, long stepMillis) {
    if (stepMillis <= 0) {
      throw new IllegalArgumentException("the step must be positive");
    }
    if (endMillis < startMillis) {
      throw new IllegalArgumentException("the end must not be before the start");
    }
    Grid grid = new Grid(startMillis, endMillis, stepMillis);
    if (grid.length() > settings.maxPointsPerSeries()) {
      throw new TooManyPointsException(grid.length(), settings.maxPointsPerSeries());
    }
    return grid;
  }

  private Budget budget() {
    long deadlineNanoTime = System.nanoTime() + settings.timeout().toNanos();
    return new Budget(
        new SelectLimits(settings.maxSeries(), settings.maxSamples(), deadlineNanoTime));
  }

  private Evaluation evaluation(Grid grid, Budget budget, Annotations annotations) {
    EvaluationSettings evaluation =
        new EvaluationSettings(
            grid, settings.lookback().toMillis(), settings.subqueryStep().toMillis());
    return new Evaluation(source, evaluation, budget, annotations);
  }

  private static QueryAnswer answer(QueryResult result, Budget budget, Annotations annotations) {
    return new QueryAnswer(
        result,
        annotations.warnings(),
        annotations.infos(),
        budget.readSamples(),
        budget.peakSamples());
  }

  private static QueryResult atInstant(Value value, long timeMillis) {
    if (value instanceof Value.Scalar scalar) {
      return new QueryResult.Scalar(timeMillis, scalar.at(0));
    }
    if (value instanceof Value.Text text) {
      return new QueryResult.Text(timeMillis, text.text());
    }
    if (value instanceof Value.RangeVector range) {
      return new QueryResult.Matrix(byLabels(cut(range, timeMillis)));
    }
    List<QueryResult.Element> elements = new ArrayList<>();
    for (StepSeries series : ((Value.InstantVector) value).series()) {
      elements.add(new QueryResult.Element(series.labels(), series.value(0), series.histogram(0)));
    }
    return new QueryResult.Vector(timeMillis, elements);
  }

  /** The samples of a range vector that lie in its window. */
  private static List<Series> cut(Value.RangeVector range, long timeMillis) {
    long toMillis = range.shift().apply(timeMillis, timeMillis, timeMillis);
    return range.series().stream()
        .map(series -> series.between(toMillis - range.rangeMillis(), toMillis))
        .filter(series -> series.size() > 0)
        .toList();
  }

  private static List<Series> matrix(Value value, Grid grid) {
    if (value instanceof Value.Scalar scalar) {
      long[] times = new long[grid.steps()];
      double[] values = new double[times.length];
      Arrays.setAll(times, grid::timeMillis);
      Arrays.setAll(values, scalar::at);
      return List.of(Series.ofNumbers(Labels.EMPTY, false, times, values));
    }
    return byLabels(
        ((Value.InstantVector) value)
            .series().stream().map(series -> series.toSeries(grid)).toList());
  }

  private static List<Series> byLabels(List<Series> series) {
    return series.stream().sorted(Comparator.comparing(Series::labels)).toList();
  }
}
