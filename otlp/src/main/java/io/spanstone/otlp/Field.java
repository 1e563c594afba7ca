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
    Cardinality cardinality,
    @Nullable MessageType message) {

  /** How many values a field may have. A message of OTLP has one {@code oneof} at most. */
  enum Cardinality {
    ONE,
    ONE_OF,
    MANY
  }

  static Field one(FieldType type, int number, String name) {
    return of(type, number, name, Cardinality.ONE, null);
  }

  static Field one(MessageType message, int number, String name) {
    return of(FieldType.MESSAGE, number, name, Cardinality.ONE, message);
  }

  static Field oneOf(FieldType type, int number, String name) {
    return of(type, number, name, Cardinality.ONE_OF, null);
  }

  static Field oneOf(MessageType message, int number, String name) {
    return of(FieldType.MESSAGE, number, name, Cardinality.ONE_OF, message);
  }

  static Field many(FieldType type, int number, String name) {
    return of(type, number, name, Cardinality.MANY, null);
  }

  static Field many(MessageType message, int number, String name) {
    return of(FieldType.MESSAGE, number, name, Cardinality.MANY, message);
  }

  /** The tag of one value. */
  int tag() {
    return number << 3 | type.wireType();
  }

  boolean isRepeated() {
    return cardinality == Cardinality.MANY;
  }

  boolean isOneOf() {
    return cardinality == Cardinality.ONE_OF;
  }

  /** Whether its values may share one {@code LEN} field. */
  boolean isPackable() {
    return isRepeated() && type.wireType() != WireReader.LEN;
  }

  /** Whether a {@code LEN} field of this number has more to it than its bytes. */
  boolean isStructured() {
    return message != null || isPackable() || type == FieldType.ID;
  }

  /** Whether a field of this number and {@code tag} holds its value, and not something unknown. */
  boolean hasTag(int tag) {
    return tag == tag() || (isPackable() && tag == (number << 3 | WireReader.LEN));
  }

  private static Field of(
      FieldType type,
      int number,
      String name,
      Cardinality cardinality,
      @Nullable MessageType message) {
    return new Field(number, name, camelCase(name), type, cardinality, message);
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      camel.append(c == '_' ? Character.toUpperCase(name.charAt(++i)) : c);
    }
    return camel.toString();
  }
}
