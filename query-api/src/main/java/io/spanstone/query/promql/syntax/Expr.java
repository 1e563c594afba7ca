package io.spanstone.query.promql.syntax;

import io.spanstone.metric.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. Immutable; two are equal if they say the same, wherever they stand. */
public sealed interface Expr {

  /** Where it stands in the query. */
  Span span();

  ValueType type();

  <R> R accept(Visitor<R> visitor);

  /** The expressions that it is made of, in their order in the query. */
  default List<Expr> children() {
    return accept(new Children());
  }

  /** One method for every kind of expression. */
  interface Visitor<R> {
    R number(NumberLiteral literal);

    R string(StringLiteral literal);

    R selector(VectorSelector selector);

    R range(RangeSelector selector);

    R subquery(Subquery subquery);

    R call(Call call);

    R aggregation(Aggregation aggregation);

    R binary(Binary binary);

    R negation(Negation negation);

    R parentheses(Parentheses parentheses);
  }

  /**
   * A number or a duration.
   *
   * @param value a duration counts in seconds
   * @param duration whether it is written as a duration
   */
  record NumberLiteral(double value, boolean duration, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.number(this);
    }
  }

  /** Text in quotes, with its escapes resolved. */
  record StringLiteral(String value, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.string(this);
    }
  }

  /** An instant selector; a metric's name is among the matchers. */
  record VectorSelector(List<LabelMatcher> matchers, TimeShift shift, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.INSTANT_VECTOR;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selector(this);
    }
  }

  /** A selector with a range; the selector carries the shift. */
  record RangeSelector(VectorSelector selector, long rangeMillis, Span span) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.RANGE_VECTOR;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.range(this);
    }
  }

  /**
   * An expression with a range and a resolution.
   *
   * @param stepMillis 0 for the engine's default
   */
  record Subquery(Expr inner, long rangeMillis, long stepMillis, TimeShift shift, Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.RANGE_VECTOR;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.subquery(this);
    }
  }

  /** A function with its arguments. */
  record Call(FunctionSignature function, List<Expr> arguments, Span span) implements Expr {
    @Override
    public ValueType type() {
      return function.result();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * An aggregation.
   *
   * @param parameter null if the aggregator takes none
   * @param without whether {@code labels} are those left out, rather than those kept
   */
  record Aggregation(
      Aggregator aggregator,
      @Nullable Expr parameter,
      Expr inner,
      boolean without,
      List<String> labels,
      Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return ValueType.INSTANT_VECTOR;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.aggregation(this);
    }
  }

  /**
   * Two expressions with an operator between them.
   *
   * @param bool whether a comparison gives 0 or 1 rather than filter
   */
  record Binary(
      BinaryOperator operator,
      Expr left,
      Expr right,
      boolean bool,
      VectorMatching matching,
      Span span)
      implements Expr {
    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.INSTANT_VECTOR;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.binary(this);
    }
  }

  /** A minus before an expression; a plus leaves no trace. */
  record Negation(Expr inner, Span span) implements Expr {
    @Override
    public ValueType type() {
      return inner.type();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.negation(this);
    }
  }

  /** An expression in parentheses. */
  record Parentheses(Expr inner, Span span) implements Expr {
    @Override
    public ValueType type() {
      return inner.type();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parentheses(this);
    }
  }
}
