package io.spanstone.query.promql.syntax;

/**
 * A piece of a query.
 *
 * @param text as it is written; of a string, what it means
 * @param span where it stands
 */
record Token(Kind kind, String text, Span span) {

  enum Kind {
    /** A word, a metric's name or a label's name. */
    IDENTIFIER,
    NUMBER,
    DURATION,
    STRING,
    /** An operator or a bracket. */
    SYMBOL,
    END
  }

  int from() {
    return span.from();
  }

  int to() {
    return span.to();
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Keywords are the same in upper and lower case. */
  boolean isWord(String word) {
    return kind == Kind.IDENTIFIER && text.equalsIgnoreCase(word);
  }

  /** As an error shows it. */
  @Override
  public String toString() {
    return switch (kind) {
      case END -> "end of the query";
      case STRING -> "string \"" + text + '"';
      default -> '"' + text + '"';
    };
  }
}
