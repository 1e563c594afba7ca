package io.spanstone.otlp;

import org.jspecify.annotations.Nullable;

/**
 * One field of a message type.
 *
 * @param name as in the .proto file
 * @param jsonName {@code name} in lowerCamelCase
 * @param message the type of a {@link FieldType#MESSAGE} field, null for all others
 */
record Field(
    int number,
    String name,
    String jsonName,
    FieldType type,
    boolean repeated,
    @Nullable MessageType message) {

  static Field one(FieldType type, int number, String name) {
    return new Field(number, name, camelCase(name), type, false, null);
  }

  static Field one(MessageType message, int number, String name) {
    return new Field(number, name, camelCase(name), FieldType.MESSAGE, false, message);
  }

  static Field many(FieldType type, int number, String name) {
    return new Field(number, name, camelCase(name), type, true, null);
  }

  static Field many(MessageType message, int number, String name) {
    return new Field(number, name, camelCase(name), FieldType.MESSAGE, true, message);
  }

  /** Whether its values may share one {@code LEN} field. */
  boolean isPackable() {
    return repeated && type.isPackable();
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        camel.append(Character.toUpperCase(name.charAt(++i)));
      } else {
        camel.append(c);
      }
    }
    return camel.toString();
  }
}
