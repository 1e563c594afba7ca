package io.spanstone.collector.loglines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of one line. Fields of nested objects are named by their path, with dots, so
 * that {@code {"a":{"b":1}}} and {@code {"a.b":1}} are the same. Values are String, Boolean,
 * BigDecimal, BigInteger, Long, Integer, List, and null. Not thread-safe.
 */
final class JsonLine {
  private static final int MAX_DEPTH = 32;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** What a line is that is no JSON, told to its sender. */
  static final class BrokenLineException extends Exception {
    BrokenLineException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The objects in a line.
   *
   * @throws BrokenLineException if it is neither an object nor an array of objects
   */
  List<Map<String, @Nullable Object>> read(String line) throws BrokenLineException {
    try (JsonParser json = factory.createParser(line)) {
      List<Map<String, @Nullable Object>> objects = new ArrayList<>();
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        objects.add(object(json));
      } else if (first == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          objects.add(object(json));
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
          throw new BrokenLineException("an element of the array is not a JSON object");
        }
      } else {
        throw new BrokenLineException("the line is not a JSON object");
      }
      if (json.nextToken() != null) {
        throw new BrokenLineException(
            "there is more behind the JSON value, at column "
                + json.currentTokenLocation().getColumnNr()
                + ": write one a line");
      }
      return objects;
    } catch (JsonProcessingException e) {
      throw new BrokenLineException(message(e));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static String message(JsonProcessingException e) {
    String where = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
    return "broken JSON" + where + ": " + e.getOriginalMessage();
  }

  private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    addFields(json, "", fields);
    return fields;
  }

  private static void addFields(
      JsonParser json, String prefix, Map<String, @Nullable Object> fields) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = prefix + json.currentName();
      if (json.nextToken() == JsonToken.START_OBJECT) {
        addFields(json, name + ".", fields);
      } else {
        fields.put(name, value(json));
      }
    }
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(json));
        }
        yield elements;
      }
      case START_OBJECT -> object(json);
      default -> null;
    };
  }
}
