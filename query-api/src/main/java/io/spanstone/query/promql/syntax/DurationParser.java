package io.spanstone.query.promql.syntax;

/** Reads durations and times: {@code 5m}, {@code -300}, {@code @ 1700000000.5}. */
final class DurationParser {
  private static final String HINT = "write a duration like 5m or 1h30m, or a number of seconds";

  /** Beyond this, sums of times and durations might overflow. */
  private static final double MAX_MILLIS = Long.MAX_VALUE / 16.0;

  private final TokenReader tokens;

  DurationParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /** Milliseconds, positive. */
  long positiveMillis(String where) {
    Token token = tokens.peek();
    long millis = millis(where);
    if (millis <= 0) {
      throw tokens.fault(token.from(), "the duration in " + where + " must be more than 0", HINT);
    }
    return millis;
  }

  /** Milliseconds, with or without a sign before them. */
  long signedMillis(String where) {
    int sign = sign();
    return sign * millis(where);
  }

  /** Milliseconds since the epoch. */
  long timeMillis() {
    int sign = sign();
    return sign * millis("the @ modifier");
  }

  private int sign() {
    if (tokens.takeIf("-")) {
      return -1;
    }
    tokens.takeIf("+");
    return 1;
  }

  private long millis(String where) {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.DURATION && token.kind() != Token.Kind.NUMBER) {
      throw tokens.unexpected(where, HINT);
    }
    double millis = value(token) * 1000;
    if (!(Math.abs(millis) < MAX_MILLIS)) {
      throw tokens.fault(token.from(), token + " is out of range in " + where, HINT);
    }
    tokens.take();
    return Math.round(millis);
  }

  /** The value of a number, or the seconds of a duration. */
  double value(Token token) {
    try {
      return token.kind() == Token.Kind.DURATION
          ? NumberLiterals.durationMillis(token.text()) / 1000.0
          : NumberLiterals.number(token.text());
    } catch (NumberFormatException | ArithmeticException e) {
      throw tokens.fault(token.from(), token + " is too large", "write it as 1e30");
    }
  }
}
