package io.spanstone.query.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.otlp.AnyValueView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Attributes as a plain JSON object, and their values as plain JSON values.
 *
 * <ul>
 *   <li>strings and booleans as they are; an empty value as {@code null};
 *   <li>integers as numbers, but as strings beyond ±2<sup>53</sup>, which JavaScript cannot count;
 *   <li>doubles as numbers; {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"} as strings;
 *   <li>bytes in base64; arrays as arrays, key-value lists as objects.
 * </ul>
 *
 * A key given twice, which OTLP forbids, has its first value.
 */
final class AttributeJson {
  /** The largest integer that a JSON number says exactly to every reader. */
  private static final long LARGEST_NUMBER = 1L << 53;

  private AttributeJson() {}

  /** Writes an object of the attributes from where they stand to their end. */
  static void writeObject(JsonGenerator json, KeyValues attributes) throws IOException {
    Set<Slice> written = new HashSet<>();
    json.writeStartObject();
    while (attributes.next()) {
      Slice key = attributes.key();
      if (written.add(key)) {
        json.writeFieldName(key.utf8());
        writeValue(json, attributes.value());
      }
    }
    json.writeEndObject();
  }

  /** Writes one value. */
  static void writeValue(JsonGenerator json, AnyValueView value) throws IOException {
    switch (value.type()) {
      case EMPTY -> json.writeNull();
      case STRING -> json.writeString(value.content().utf8());
      case BOOL -> json.writeBoolean(value.boolValue());
      case INT -> writeInt(json, value.intValue());
      case DOUBLE -> writeDouble(json, value.doubleValue());
      case BYTES -> {
        Slice bytes = value.content();
        json.writeBinary(bytes.array(), bytes.from(), bytes.length());
      }
      case ARRAY -> writeArray(json, value.elements());
      case KEY_VALUE_LIST -> writeObject(json, value.entries());
    }
  }

  private static void writeInt(JsonGenerator json, long value) throws IOException {
    if (value >= -LARGEST_NUMBER && value <= LARGEST_NUMBER) {
      json.writeNumber(value);
    } else {
      json.writeString(Long.toString(value));
    }
  }

  private static void writeDouble(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }

  private static void writeArray(JsonGenerator json, Submessages elements) throws IOException {
    AnyValueView element = new AnyValueView();
    json.writeStartArray();
    while (elements.next()) {
      writeValue(json, element.read(elements.message()));
    }
    json.writeEndArray();
  }
}
