package io.spanstone.query.promql.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.Series;
import io.spanstone.query.promql.function.RangeFunction;
import io.spanstone.query.promql.function.RangeFunctions;
import io.spanstone.query.promql.function.VectorFunction;
import io.spanstone.query.promql.function.VectorFunctions;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.InfoSelector;
import io.spanstone.query.promql.syntax.ValueType;
import io.spanstone.query.promql.value.Grid;
import io.spanstone.query.promql.value.StepSeries;
import io.spanstone.query.promql.value.Value;
import io.spanstone.query.promql.value.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evaluates expressions for all steps of a grid. */
final class Evaluator implements Expr.Visitor<Value> {
  private static final List<String> COUNTER_SUFFIXES =
      List.of("_total", "_sum", "_count", "_bucket");

  private final QueryContext context;
  private final Grid grid;

  Evaluator(QueryContext context, Grid grid) {
    this.context = context;
    this.grid = grid;
  }

  /** Afterwards only the value itself is held, not what it was made of. */
  Value evaluate(Expr expr) {
    long heldBefore = context.budget().heldSamples();
    Value value = expr.accept(this);
    context.budget().releaseTo(heldBefore);
    context.budget().hold(value.weight());
    return value;
  }

  @Override
  public Value number(Expr.NumberLiteral literal) {
    double[] values = new double[grid.steps()];
    Arrays.fill(values, literal.value());
    return new Value.Scalar(values);
  }

  @Override
  public Value string(Expr.StringLiteral literal) {
    return new Value.Text(literal.value());
  }

  @Override
  public Value selector(Expr.VectorSelector selector) {
    return new InstantSelection(context, grid).samples(selector);
  }

  @Override
  public Value range(Expr.RangeSelector range) {
    Expr.VectorSelector selector = range.selector();
    List<Series> series = context.series(selector).stream().map(Series::withoutStale).toList();
    return new Value.RangeVector(series, range.rangeMillis(), selector.shift(), 0);
  }

  @Override
  public Value subquery(Expr.Subquery subquery) {
    Grid inner = context.settings().subqueryGrid(subquery, grid);
    List<Series> series = new ArrayList<>();
    if (inner.length() > 0) {
      Value value = new Evaluator(context, inner).evaluate(subquery.inner());
      ((Value.InstantVector) value).series().forEach(each -> series.add(each.toSeries(inner)));
    }
    long weight = series.stream().mapToLong(Series::weight).sum();
    return new Value.RangeVector(series, subquery.rangeMillis(), subquery.shift(), weight);
  }

  @Override
  public Value call(Expr.Call call) {
    String name = call.function().name();
    if (name.equals("timestamp")
        && bare(call.arguments().get(0)) instanceof Expr.VectorSelector s) {
      return new InstantSelection(context, grid).times(s);
    }
    if (name.equals("absent_over_time")) {
      Expr argument = call.arguments().get(0);
      Value.RangeVector range = (Value.RangeVector) evaluate(argument);
      return new RangeEvaluation(context, grid, range).absent(bare(argument));
    }
    if (name.equals(InfoSelector.FUNCTION)
        && call.arguments().get(1) instanceof Expr.VectorSelector info) {
      Value.InstantVector vector = (Value.InstantVector) evaluate(call.arguments().get(0));
      return new InfoLabels(context, grid, info).addedTo(vector);
    }
    RangeFunction rangeFunction = RangeFunctions.of(name);
    if (rangeFunction != null) {
      return overRange(rangeFunction, call);
    }
    VectorFunction function = VectorFunctions.of(name);
    if (function == null) {
      throw new IllegalStateException("a function without implementation: " + name);
    }
    List<Expr> expressions = call.arguments().stream().map(Evaluator::bare).toList();
    List<Value> values = expressions.stream().map(this::evaluate).toList();
    return function.apply(
        new VectorFunction.Arguments(
            context.settings().grid(),
            grid,
            expressions,
            values,
            context.annotations(),
            context.budget()));
  }

  @Override
  public Value aggregation(Expr.Aggregation aggregation) {
    Expr parameter = aggregation.parameter();
    Value parameterValue = parameter == null ? new Value.Text("") : evaluate(parameter);
    Value.InstantVector vector = (Value.InstantVector) evaluate(aggregation.inner());
    return new AggregationEvaluation(context, grid, aggregation, parameterValue).of(vector);
  }

  @Override
  public Value binary(Expr.Binary binary) {
    Value left = evaluate(binary.left());
    Value right = evaluate(binary.right());
    return new BinaryEvaluation(context, grid, binary).of(left, right);
  }

  @Override
  public Value negation(Expr.Negation negation) {
    Value inner = evaluate(negation.inner());
    if (inner instanceof Value.Scalar scalar) {
      double[] values = new double[grid.steps()];
      Arrays.setAll(values, step -> -scalar.at(step));
      return new Value.Scalar(values);
    }
    VectorBuilder vector = new VectorBuilder();
    for (StepSeries series : ((Value.InstantVector) inner).series()) {
      Labels labels = series.labels().without(Labels.METRIC_NAME);
      StepSeries negated = series.mapNumbers(labels, value -> -value);
      for (int step = 0; step < series.steps(); step++) {
        NativeHistogram histogram = series.histogram(step);
        if (histogram != null) {
          negated.set(step, histogram.times(-1));
        }
      }
      vector.add(negated);
    }
    return vector.build();
  }

  @Override
  public Value parentheses(Expr.Parentheses parentheses) {
    return parentheses.inner().accept(this);
  }

  private Value overRange(RangeFunction function, Expr.Call call) {
    List<Value.Scalar> parameters = new ArrayList<>();
    Value.RangeVector range = null;
    for (Expr argument : call.arguments()) {
      Value value = evaluate(argument);
      if (argument.type() == ValueType.RANGE_VECTOR) {
        range = (Value.RangeVector) value;
      } else {
        parameters.add((Value.Scalar) value);
      }
    }
    if (range == null) {
      throw new IllegalStateException("a range function without range: " + call.function().name());
    }
    String name = call.function().name();
    if (RangeFunctions.isOfCounters(name)) {
      informOfOthersThanCounters(range);
    }
    boolean keepsName = RangeFunctions.keepsName(name);
    return new RangeEvaluation(context, grid, range).apply(function, parameters, keepsName);
  }

  /** By the name: of the samples of another server nothing else may be known. */
  private void informOfOthersThanCounters(Value.RangeVector range) {
    for (Series series : range.series()) {
      String metric = series.labels().metricName();
      if (!metric.isEmpty()
          && !series.delta()
          && !series.hasHistograms()
          && COUNTER_SUFFIXES.stream().noneMatch(metric::endsWith)) {
        context
            .annotations()
            .inform(
                "metric might not be a counter, name does not end in _total, _sum, _count or"
                    + " _bucket: "
                    + metric);
      }
    }
  }

  /** Without the parentheses around it. */
  private static Expr bare(Expr expr) {
    return expr instanceof Expr.Parentheses parentheses ? bare(parentheses.inner()) : expr;
  }
}
