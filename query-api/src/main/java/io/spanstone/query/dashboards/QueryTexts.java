package io.spanstone.query.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.query.promql.Promql;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.syntax.ValueType;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parsers;
import java.util.List;

/**
 * Checks the queries of a board: with a value in the place of each variable they must be what the
 * engines read. Faults are told where they stand in the text with the variables.
 */
public final class QueryTexts {
  private static final int MAX_EXPR = 5_000;

  private final List<Variable> variables;

  QueryTexts(List<Variable> variables) {
    this.variables = List.copyOf(variables);
  }

  /**
   * For the variables of a dashboard that is to be posted.
   *
   * @param variables as they stand in its JSON; what is wrong with them is not said here
   */
  public static QueryTexts ofVariables(ArrayNode variables) {
    ObjectNode dashboard = JsonNodeFactory.instance.objectNode();
    dashboard.set("variables", variables);
    JsonFields fields = JsonFields.of(dashboard.toString().getBytes(UTF_8));
    return new QueryTexts(VariableFields.readAll(fields));
  }

  /**
   * PromQL that gives an instant vector or a scalar; returns the text.
   *
   * @throws InvalidValueException saying where the fault is and what to write
   */
  public String promql(String text) throws InvalidValueException {
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

  /**
   * A metric's name, or a selector of series; returns the text.
   *
   * @throws InvalidValueException saying where the fault is and what to write
   */
  public static String selector(String text) throws InvalidValueException {
    checkLength(text);
    try {
      if (Promql.parse(text) instanceof Expr.VectorSelector) {
        return text;
      }
    } catch (PromqlSyntaxException e) {
      throw new InvalidValueException(e.fault(), e.at());
    }
    throw new InvalidValueException(
        "must be a metric's name or a selector, such as up{job=\"cart\"}, not '%s'"
            .formatted(text));
  }

  private static void checkLength(String text) throws InvalidValueException {
    if (text.length() > MAX_EXPR) {
      throw new InvalidValueException("must have at most " + MAX_EXPR + " characters");
    }
  }
}
