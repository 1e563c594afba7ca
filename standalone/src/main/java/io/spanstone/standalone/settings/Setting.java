package io.spanstone.standalone.settings;

/**
 * One setting.
 *
 * @param key environment variable, and key in the file
 * @param standard the value when it is not given, as one would write it; empty if there is none
 * @param allowed which values can be used, to complete "must be …"
 * @param parser from text to value; an {@link IllegalArgumentException} means "not allowed"
 * @param secret whether the value must not be shown
 */
record Setting<T>(String key, String standard, String allowed, Parser<T> parser, boolean secret) {

  /** Reads a value that is not empty. */
  interface Parser<T> {
    T parse(String text);
  }

  Setting(String key, String standard, String allowed, Parser<T> parser) {
    this(key, standard, allowed, parser, false);
  }

  static Setting<String> secret(String key, String allowed) {
    return new Setting<>(key, "", allowed, text -> text, true);
  }

  /** The value as it may be shown. */
  String show(String text) {
    return secret ? "…" : text.replaceAll("//[^/@]*@", "//…@");
  }
}
