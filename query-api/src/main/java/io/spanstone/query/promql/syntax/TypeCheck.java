package io.spanstone.query.promql.syntax;

import io.spanstone.query.promql.syntax.Expr.Aggregation;
import io.spanstone.query.promql.syntax.Expr.Binary;
import io.spanstone.query.promql.syntax.Expr.Call;
import io.spanstone.query.promql.syntax.Expr.Negation;
import io.spanstone.query.promql.syntax.Expr.NumberLiteral;
import io.spanstone.query.promql.syntax.Expr.Parentheses;
import io.spanstone.query.promql.syntax.Expr.RangeSelector;
import io.spanstone.query.promql.syntax.Expr.StringLiteral;
import io.spanstone.query.promql.syntax.Expr.Subquery;
import io.spanstone.query.promql.syntax.Expr.VectorSelector;
import java.util.List;

/** Checks that the parts of an expression fit together; each method gives the type. */
final class TypeCheck implements Expr.Visitor<ValueType> {
  private final String query;

  private TypeCheck(String query) {
    this.query = query;
  }

  static void check(String query, Expr expr) {
    expr.accept(new TypeCheck(query));
  }

  /** Checks what follows a sign. */
  static void signed(TokenReader tokens, Expr inner) {
    if (inner.type() == ValueType.STRING || inner.type() == ValueType.RANGE_VECTOR) {
      throw tokens.fault(
          inner.span().from(),
          "a sign cannot stand before a " + inner.type(),
          "it takes a scalar or an instant vector");
    }
  }

  @Override
  public ValueType number(NumberLiteral literal) {
    return literal.type();
  }

  @Override
  public ValueType string(StringLiteral literal) {
    return literal.type();
  }

  @Override
  public ValueType selector(VectorSelector selector) {
    return selector.type();
  }

  @Override
  public ValueType range(RangeSelector selector) {
    return selector.type();
  }

  @Override
  public ValueType subquery(Subquery subquery) {
    expect(ValueType.INSTANT_VECTOR, subquery.inner(), "a subquery");
    return subquery.type();
  }

  @Override
  public ValueType negation(Negation negation) {
    return negation.inner().accept(this);
  }

  @Override
  public ValueType parentheses(Parentheses parentheses) {
    return parentheses.inner().accept(this);
  }

  @Override
  public ValueType call(Call call) {
    FunctionSignature function = call.function();
    List<Expr> arguments = call.arguments();
    if (arguments.size() < function.minArguments() || arguments.size() > function.maxArguments()) {
      throw fault(
          call,
          function.name() + " takes " + counts(function) + ", not " + arguments.size(),
          "write " + usage(function));
    }
    for (int i = 0; i < arguments.size(); i++) {
      expect(
          function.argument(i),
          arguments.get(i),
          "argument " + (i + 1) + " of " + call.function().name());
    }
    return call.type();
  }

  @Override
  public ValueType aggregation(Aggregation aggregation) {
    Expr parameter = aggregation.parameter();
    ValueType wanted = aggregation.aggregator().parameter();
    if (parameter != null && wanted != null) {
      expect(wanted, parameter, "the parameter of " + aggregation.aggregator());
    }
    expect(
        ValueType.INSTANT_VECTOR,
        aggregation.inner(),
        "the aggregation " + aggregation.aggregator());
    return aggregation.type();
  }

  @Override
  public ValueType binary(Binary binary) {
    boolean leftScalar = isScalar(binary, binary.left());
    boolean rightScalar = isScalar(binary, binary.right());
    BinaryOperator operator = binary.operator();
    if (binary.bool() && !operator.isComparison()) {
      throw fault(binary, "bool belongs to comparisons only", "leave it out");
    }
    if (leftScalar && rightScalar && operator.isComparison() && !binary.bool()) {
      throw fault(
          binary,
          "a comparison of scalars needs bool",
          "write " + operator.symbol() + " bool, which gives 0 or 1");
    }
    if ((leftScalar || rightScalar) && operator.isSet()) {
      throw fault(
          binary,
          "set operator \"" + operator.symbol() + "\" needs instant vectors on both sides",
          "vector(1) makes a vector of a scalar");
    }
    if ((leftScalar || rightScalar) && !binary.matching().equals(VectorMatching.DEFAULT)) {
      throw fault(
          binary, "on, ignoring and group_* need instant vectors on both sides", "leave them out");
    }
    VectorMatching matching = binary.matching();
    for (String label : matching.include()) {
      if (matching.on() && matching.labels().contains(label)) {
        throw fault(
            binary, "label \"" + label + "\" is both in on and in group_*", "name it in one");
      }
    }
    return binary.type();
  }

  private boolean isScalar(Binary binary, Expr side) {
    ValueType type = side.accept(this);
    if (type == ValueType.STRING || type == ValueType.RANGE_VECTOR) {
      throw fault(
          side,
          "operator \"" + binary.operator().symbol() + "\" cannot take a " + type,
          "it takes scalars and instant vectors");
    }
    return type == ValueType.SCALAR;
  }

  private void expect(ValueType wanted, Expr expr, String where) {
    ValueType type = expr.accept(this);
    if (type != wanted) {
      String fault = "%s must be %s %s, not %s %s";
      throw fault(
          expr,
          fault.formatted(where, article(wanted), wanted, article(type), type),
          hint(wanted, type));
    }
  }

  private static String hint(ValueType wanted, ValueType type) {
    if (wanted == ValueType.RANGE_VECTOR) {
      return "add a range, as in [5m], or a subquery, as in [5m:]";
    }
    if (wanted == ValueType.INSTANT_VECTOR && type == ValueType.RANGE_VECTOR) {
      return "apply a function such as rate or avg_over_time to the range";
    }
    if (wanted == ValueType.INSTANT_VECTOR && type == ValueType.SCALAR) {
      return "vector() makes a vector of a scalar";
    }
    if (wanted == ValueType.SCALAR && type == ValueType.INSTANT_VECTOR) {
      return "scalar() makes a scalar of a vector of one element";
    }
    return wanted == ValueType.STRING ? "put it in quotes" : "";
  }

  private static String article(ValueType type) {
    return type == ValueType.INSTANT_VECTOR ? "an" : "a";
  }

  private static String counts(FunctionSignature function) {
    int min = function.minArguments();
    int max = function.maxArguments();
    if (min == max) {
      return min == 1 ? "1 argument" : min + " arguments";
    }
    return max == Integer.MAX_VALUE
        ? min + " arguments or more"
        : min + " to " + max + " arguments";
  }

  private static String usage(FunctionSignature function) {
    List<String> types = function.arguments().stream().map(ValueType::toString).toList();
    return function.name() + "(" + String.join(", ", types) + ")";
  }

  private PromqlSyntaxException fault(Expr expr, String fault, String hint) {
    return new PromqlSyntaxException(query, expr.span().from(), fault, hint);
  }
}
