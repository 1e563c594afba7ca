package io.spanstone.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message type of OTLP: its fields by number and by JSON name. Immutable once defined. */
final class MessageType {
  private final String name;
  private List<Field> fields = List.of();
  private @Nullable Field[] byNumber = {};
  private @Nullable Field[] structuredByNumber = {};
  private final Map<String, Field> byJsonName = new HashMap<>();
  private final boolean dataPoint;

  MessageType(String name, Field... fields) {
    this.name = name;
    this.dataPoint = name.endsWith("DataPoint");
    define(fields);
  }

  /** Sets the fields, at once or, for types that contain each other, later. */
  void define(Field... definition) {
    fields = List.of(definition);
    int max = fields.stream().mapToInt(Field::number).max().orElse(0);
    byNumber = new @Nullable Field[max + 1];
    structuredByNumber = new @Nullable Field[max + 1];
    for (Field field : fields) {
      byNumber[field.number()] = field;
      structuredByNumber[field.number()] = field.isStructured() ? field : null;
      byJsonName.put(field.jsonName(), field);
    }
  }

  String name() {
    return name;
  }

  /** Whether it is a data point of a metric, of any kind. */
  boolean isDataPoint() {
    return dataPoint;
  }

  /** In the order of the .proto file. */
  List<Field> fields() {
    return fields;
  }

  int maxNumber() {
    return byNumber.length - 1;
  }

  @Nullable Field field(int number) {
    return number < byNumber.length ? byNumber[number] : null;
  }

  /** The field of that number if it is {@linkplain Field#isStructured() structured}. */
  @Nullable Field structuredField(int number) {
    return number < structuredByNumber.length ? structuredByNumber[number] : null;
  }

  @Nullable Field field(String jsonName) {
    return byJsonName.get(jsonName);
  }
}
