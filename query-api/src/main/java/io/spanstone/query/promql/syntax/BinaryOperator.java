package io.spanstone.query.promql.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands between two expressions. A higher precedence binds tighter. */
public enum BinaryOperator {
  OR("or", 1, Kind.SET),
  AND("and", 2, Kind.SET),
  UNLESS("unless", 2, Kind.SET),
  EQUAL("==", 3, Kind.COMPARISON),
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  LESS("<", 3, Kind.COMPARISON),
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  GREATER(">", 3, Kind.COMPARISON),
  ADD("+", 4, Kind.ARITHMETIC),
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  DIVIDE("/", 5, Kind.ARITHMETIC),
  MODULO("%", 5, Kind.ARITHMETIC),
  ATAN2("atan2", 5, Kind.ARITHMETIC),
  POWER("^", 7, Kind.ARITHMETIC);

  /** Of unary plus and minus: {@code -a ^ b} is {@code -(a ^ b)}, {@code -a * b} is not. */
  static final int UNARY_PRECEDENCE = 6;

  private enum Kind {
    ARITHMETIC,
    COMPARISON,
    SET
  }

  private final String symbol;
  private final int precedence;
  private final Kind kind;

  BinaryOperator(String symbol, int precedence, Kind kind) {
    this.symbol = symbol;
    this.precedence = precedence;
    this.kind = kind;
  }

  /** As it is written. */
  public String symbol() {
    return symbol;
  }

  int precedence() {
    return precedence;
  }

  /** Whether {@code a op b op c} is {@code a op (b op c)}. */
  boolean isRightAssociative() {
    return this == POWER;
  }

  public boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /** Whether it is {@code and}, {@code or} or {@code unless}. */
  public boolean isSet() {
    return kind == Kind.SET;
  }

  static @Nullable BinaryOperator of(Token token) {
    boolean word = token.kind() == Token.Kind.IDENTIFIER;
    if (!word && token.kind() != Token.Kind.SYMBOL) {
      return null;
    }
    String text = word ? token.text().toLowerCase(Locale.ROOT) : token.text();
    for (BinaryOperator operator : values()) {
      if (operator.symbol.equals(text)) {
        return operator;
      }
    }
    return null;
  }
}
