package io.spanstone.query.promql;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.query.promql.syntax.Aggregator;
import io.spanstone.query.promql.syntax.BinaryOperator;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.FunctionSignature;
import io.spanstone.query.promql.syntax.FunctionSignatures;
import io.spanstone.query.promql.syntax.Span;
import io.spanstone.query.promql.syntax.TimeShift;
import io.spanstone.query.promql.syntax.TimeShift.Anchor;
import io.spanstone.query.promql.syntax.ValueType;
import io.spanstone.query.promql.syntax.VectorMatching;
import io.spanstone.query.promql.syntax.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** Makes up expressions of the right types; whatever is not a leaf goes into parentheses. */
record RandomExpressions(
    Random random,
    List<String> metrics,
    List<String> labels,
    List<String> values,
    LongSupplier durations) {
  private static final Span NOWHERE = new Span(0, 0);

  Expr vectorOrScalar(int depth) {
    return random.nextInt(4) == 0 ? scalar(depth) : vector(depth);
  }

  private Expr ofType(ValueType type, int depth) {
    return switch (type) {
      case SCALAR -> scalar(depth);
      case STRING -> new Expr.StringLiteral(pick(values), NOWHERE);
      case INSTANT_VECTOR -> vector(depth);
      case RANGE_VECTOR ->
          random.nextBoolean()
              ? new Expr.RangeSelector(selector(), millis(), NOWHERE)
              : new Expr.Subquery(
                  parenthesized(vector(depth - 1)),
                  millis(),
                  random.nextBoolean() ? 0 : millis(),
                  shift(),
                  NOWHERE);
    };
  }

  private Expr scalar(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return new Expr.Binary(
          BinaryOperator.MULTIPLY,
          parenthesized(scalar(depth - 1)),
          parenthesized(scalar(depth - 1)),
          false,
          VectorMatching.DEFAULT,
          NOWHERE);
    }
    return random.nextBoolean()
        ? new Expr.NumberLiteral(random.nextInt(100_000) / 8.0 - 100, false, NOWHERE)
        : new Expr.NumberLiteral(millis() / 1000.0, true, NOWHERE);
  }

  private Expr vector(int depth) {
    if (depth <= 0) {
      return selector();
    }
    return switch (random.nextInt(6)) {
      case 0 -> selector();
      case 1 -> aggregation(depth);
      case 2 -> new Expr.Negation(parenthesized(vector(depth - 1)), NOWHERE);
      case 3 -> binary(depth);
      default -> call(depth);
    };
  }

  private Expr call(int depth) {
    List<FunctionSignature> functions =
        FunctionSignatures.all().stream()
            .filter(function -> function.result() == ValueType.INSTANT_VECTOR)
            .filter(function -> !function.name().equals("info")) // takes no vector as its second
            .toList();
    FunctionSignature function = pick(functions);
    List<Expr> arguments = new ArrayList<>();
    int max = Math.min(function.maxArguments(), function.minArguments() + 2);
    int count = function.minArguments() + random.nextInt(max - function.minArguments() + 1);
    for (int i = 0; i < count; i++) {
      int place = Math.min(i, function.arguments().size() - 1);
      arguments.add(ofType(function.arguments().get(place), depth - 1));
    }
    return new Expr.Call(function, arguments, NOWHERE);
  }

  private Expr aggregation(int depth) {
    Aggregator aggregator = pick(List.of(Aggregator.values()));
    ValueType parameter = aggregator.parameter();
    return new Expr.Aggregation(
        aggregator,
        parameter == null ? null : ofType(parameter, depth - 1),
        vector(depth - 1),
        random.nextBoolean(),
        names(),
        NOWHERE);
  }

  private Expr binary(int depth) {
    BinaryOperator operator = pick(List.of(BinaryOperator.values()));
    Cardinality cardinality =
        operator.isSet() ? Cardinality.ONE_TO_ONE : pick(List.of(Cardinality.values()));
    List<String> include = cardinality == Cardinality.ONE_TO_ONE ? List.of() : List.of("included");
    return new Expr.Binary(
        operator,
        parenthesized(vector(depth - 1)),
        parenthesized(vector(depth - 1)),
        operator.isComparison() && random.nextBoolean(),
        new VectorMatching(cardinality, random.nextBoolean(), names(), include),
        NOWHERE);
  }

  private Expr.VectorSelector selector() {
    List<LabelMatcher> matchers = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      matchers.add(new LabelMatcher("__name__", Operator.EQUAL, pick(metrics)));
    } else {
      matchers.add(new LabelMatcher("must", Operator.NOT_EQUAL, ""));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      Operator operator = random.nextBoolean() ? Operator.EQUAL : Operator.NOT_EQUAL;
      matchers.add(new LabelMatcher(pick(labels), operator, pick(values)));
    }
    return new Expr.VectorSelector(matchers, shift(), NOWHERE);
  }

  private TimeShift shift() {
    Anchor anchor = pick(List.of(Anchor.values()));
    long atMillis = anchor == Anchor.TIME ? random.nextLong() >> 16 : 0;
    return new TimeShift(anchor, atMillis, random.nextBoolean() ? 0 : millis() - 50_000);
  }

  private List<String> names() {
    return random.nextBoolean() ? List.of() : List.of(pick(labels), "z");
  }

  private long millis() {
    return durations.getAsLong();
  }

  private Expr parenthesized(Expr expr) {
    return new Expr.Parentheses(expr, NOWHERE);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
