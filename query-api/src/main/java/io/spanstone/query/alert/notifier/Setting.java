package io.spanstone.query.alert.notifier;

import java.util.List;

/**
 * A field that notifiers of a type have, besides those that all have.
 *
 * @param fallback its value if it is not given; empty for none
 * @param choices the only values; empty for any
 */
record Setting(String name, Kind kind, boolean required, String fallback, List<String> choices) {

  /** What its value is. */
  enum Kind {
    /** Where notices go. */
    URL,
    /** The same, with a token in its path or query that nobody is shown. */
    SECRET_URL,
    /** The name or address of a machine, where notices go. */
    HOST,
    PORT,
    TEXT,
    SECRET,
    /** Names and secret values of HTTP headers. */
    HEADERS,
    ADDRESS,
    ADDRESSES,
    TEMPLATE
  }

  static Setting optional(String name, Kind kind) {
    return new Setting(name, kind, false, "", List.of());
  }

  static Setting required(String name, Kind kind) {
    return new Setting(name, kind, true, "", List.of());
  }

  Setting orElse(String value) {
    return new Setting(name, kind, required, value, choices);
  }

  Setting oneOf(String... values) {
    return new Setting(name, kind, required, values[0], List.of(values));
  }

  /** Whether it decides who gets the secrets. */
  boolean isDestination() {
    return kind == Kind.URL || kind == Kind.HOST || kind == Kind.PORT;
  }
}
