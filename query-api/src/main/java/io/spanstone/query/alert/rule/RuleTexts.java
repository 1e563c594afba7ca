package io.spanstone.query.alert.rule;

import io.spanstone.query.alert.text.InvalidTemplateException;
import io.spanstone.query.alert.text.TextTemplate;
import io.spanstone.query.promql.Promql;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.syntax.ValueType;
import io.spanstone.query.request.InvalidValueException;
import java.time.Duration;

/** Reads the languages within a rule. */
final class RuleTexts {
  private static final int MAX_EXPR = 10_000;

  private RuleTexts() {}

  /** An expression that a rule may have; returns the text. */
  static String promql(String text) throws InvalidValueException {
    if (text.length() > MAX_EXPR) {
      throw new InvalidValueException("must have at most " + MAX_EXPR + " characters");
    }
    try {
      Expr expr = Promql.parse(text);
      if (expr.type() == ValueType.STRING || expr.type() == ValueType.RANGE_VECTOR) {
        throw new InvalidValueException(
            "must give an instant vector or a scalar, not a %s; apply a function such as rate()"
                .formatted(expr.type()));
      }
      return text;
    } catch (PromqlSyntaxException e) {
      throw new InvalidValueException(String.valueOf(e.getMessage()), e.at());
    }
  }

  static TextTemplate template(String text) throws InvalidValueException {
    try {
      return TextTemplate.parse(text);
    } catch (InvalidTemplateException e) {
      throw new InvalidValueException(String.valueOf(e.getMessage()), e.position());
    }
  }

  /** {@code 15s}, {@code 1.5m} or, as Prometheus writes it, {@code 1h30m}. */
  static Duration duration(String text) throws InvalidValueException {
    try {
      return Duration.ofMillis(Promql.durationMillis(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(e.getMessage() + ", not '" + text + "'");
    }
  }
}
