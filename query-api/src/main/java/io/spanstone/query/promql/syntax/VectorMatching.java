package io.spanstone.query.promql.syntax;

import java.util.List;

/**
 * Which elements of two vectors go together.
 *
 * @param cardinality how many elements may go with one
 * @param on whether only {@code labels} have to be equal, rather than all but these
 * @param labels given to {@code on} or {@code ignoring}
 * @param include taken over from the side where there is one; given to {@code group_left} or {@code
 *     group_right}
 */
public record VectorMatching(
    Cardinality cardinality, boolean on, List<String> labels, List<String> include) {

  /** Without any words: all labels have to be equal. */
  public static final VectorMatching DEFAULT =
      new VectorMatching(Cardinality.ONE_TO_ONE, false, List.of(), List.of());

  /** How many elements may go with one. */
  public enum Cardinality {
    ONE_TO_ONE,
    /** {@code group_left}. */
    MANY_TO_ONE,
    /** {@code group_right}. */
    ONE_TO_MANY
  }

  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }
}
