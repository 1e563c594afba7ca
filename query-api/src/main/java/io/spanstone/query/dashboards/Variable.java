package io.spanstone.query.dashboards;

import java.util.List;

/**
 * A name in queries for which people choose a value.
 *
 * @param name as queries have it after {@code $}
 * @param title what people read; empty for the name
 * @param label the label whose values there are to choose from; empty if {@code values} are
 * @param match a selector of the series whose label is meant, or a metric's name; may be empty
 * @param values those to choose from; empty if it is a label
 * @param preset what is chosen at first; empty for the first, or for all if it may be several
 * @param multi whether several may be chosen at once
 */
record Variable(
    String name,
    String title,
    String label,
    String match,
    List<String> values,
    String preset,
    boolean multi) {
  Variable {
    values = List.copyOf(values);
  }

  /** A value that it may have. */
  String sample() {
    return !preset.isEmpty() ? preset : values.isEmpty() ? "x" : values.get(0);
  }
}
