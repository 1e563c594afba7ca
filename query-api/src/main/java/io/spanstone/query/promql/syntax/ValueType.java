package io.spanstone.query.promql.syntax;

/** The types of the language. */
public enum ValueType {
  SCALAR("scalar"),
  INSTANT_VECTOR("instant vector"),
  RANGE_VECTOR("range vector"),
  STRING("string");

  private final String title;

  ValueType(String title) {
    this.title = title;
  }

  /** As documentation and errors call it. */
  @Override
  public String toString() {
    return title;
  }
}
