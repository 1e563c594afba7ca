package io.spanstone.query.dashboards;

import io.spanstone.query.promql.Promql;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.syntax.ValueType;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.Parsers;
import java.util.List;

/**
 * Checks the queries of a board: with a value in the place of each variable they must be what the
 * engines read. Faults are told where they stand in the text with the variables.
 */
final class QueryTexts {
  static final int MAX_EXPR = 5_000;

  private final List<Variable> variables;

  QueryTexts(List<Variable> variables) {
    this.variables = List.copyOf(variables);
  }

  /** PromQL that gives an instant vector or a scalar; returns the text. */
  String promql(String text) throws InvalidValueException {
    checkLength(text);
    FilledText filled = FilledText.promql(text, variables);
    Expr expr;
    try {
      expr = Promql.parse(filled.text());
    } catch (PromqlSyntaxException e) {
      throw new InvalidValueException(e.fault(), filled.original(e.at()));
    }
    if (expr.type() == ValueType.STRING || expr.type() == ValueType.RANGE_VECTOR) {
      throw new InvalidValueException(
          "must give an instant vector or a scalar, not a %s; apply a function such as rate()"
              .formatted(expr.type()));
    }
    return text;
  }

  /** A query for log records; returns the text. */
  String logs(String text) throws InvalidValueException {
    checkLength(text);
    FilledText filled = FilledText.logs(text, variables);
    try {
      Parsers.logQuery(filled.text());
    } catch (InvalidValueException e) {
      Integer position = e.position();
      throw new InvalidValueException(
          String.valueOf(e.getMessage()), position == null ? null : filled.original(position));
    }
    return text;
  }

  private static void checkLength(String text) throws InvalidValueException {
    if (text.length() > MAX_EXPR) {
      throw new InvalidValueException("must have at most " + MAX_EXPR + " characters");
    }
  }
}
