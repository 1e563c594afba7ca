package io.spanstone.query.alert.text;

/** Something with a value: a {@link Double}, a {@link String} or a map of labels. */
interface Operand {

  /**
   * What it is for these values.
   *
   * @throws IllegalArgumentException if a function does not take what it is given
   */
  Object value(TextTemplate.Values values);
}
