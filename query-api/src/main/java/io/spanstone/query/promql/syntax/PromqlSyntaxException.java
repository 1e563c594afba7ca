package io.spanstone.query.promql.syntax;

/** A query is no PromQL, or does not fit together. The message says where and what to do. */
public final class PromqlSyntaxException extends RuntimeException {
  private final String fault;
  private final int at;
  private final int line;
  private final int column;

  /**
   * Describes a fault of a query.
   *
   * @param at index of the character where the fault is; the query's length for its end
   * @param fault what is wrong
   * @param hint what to do about it
   */
  PromqlSyntaxException(String query, int at, String fault, String hint) {
    this(at, lineOf(query, at), columnOf(query, at), fault + (hint.isEmpty() ? "" : "; " + hint));
  }

  private PromqlSyntaxException(int at, int line, int column, String fault) {
    super(line + ":" + column + ": " + fault);
    this.fault = fault;
    this.at = at;
    this.line = line;
    this.column = column;
  }

  /** The message without its place. */
  public String fault() {
    return fault;
  }

  /** Index of the character where the fault is; the query's length for its end. */
  public int at() {
    return at;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** In characters, from 1. */
  public int column() {
    return column;
  }

  private static int lineOf(String query, int at) {
    return 1 + (int) query.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static int columnOf(String query, int at) {
    return at - query.lastIndexOf('\n', at - 1);
  }
}
