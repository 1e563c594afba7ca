package io.spanstone.storage.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON that Elasticsearch answered, field by field. */
public final class JsonAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  /** Takes what it wants of an answer, or of a document in it. */
  public interface Body<T> {
    /** The parser is at the start of the object; it must be at its end afterwards. */
    T read(JsonParser parser) throws IOException;
  }

  /** Takes what it wants of one field. */
  public interface Field {
    /** The parser is at the value; it must be at the value's end afterwards. */
    void read(String name, JsonParser parser) throws IOException;
  }

  private JsonAnswer() {}

  /**
   * Reads an answer.
   *
   * @throws StorageException if it is no whole JSON object
   */
  public static <T> T read(byte[] answer, Body<T> body) throws StorageException {
    try (JsonParser parser = JSON.createParser(answer)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, "no JSON object");
      T result = body.read(parser);
      expect(parser.currentToken() == JsonToken.END_OBJECT, "no whole JSON object");
      return result;
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new StorageException("the answer is no whole JSON: " + e.getMessage(), e);
    }
  }

  /**
   * The documents that a search found, in its order.
   *
   * @param source reads one
   * @throws StorageException if the answer is no whole JSON object
   */
  public static <T> List<T> sources(byte[] answer, Body<T> source) throws StorageException {
    return read(
        answer,
        body -> {
          List<T> found = new ArrayList<>();
          addSources(body, source, found);
          return found;
        });
  }

  private static <T> void addSources(JsonParser object, Body<T> source, List<T> to)
      throws IOException {
    fields(
        object,
        (name, value) -> {
          if (name.equals("_source")) {
            to.add(source.read(value));
          } else if (name.equals("hits") && value.currentToken() == JsonToken.START_OBJECT) {
            addSources(value, source, to);
          } else if (name.equals("hits")) {
            while (value.nextToken() == JsonToken.START_OBJECT) {
              addSources(value, source, to);
            }
          } else {
            value.skipChildren();
          }
        });
  }

  /** Walks the fields of the object that the parser is at the start of, to its end. */
  public static void fields(JsonParser parser, Field field) throws IOException {
    expect(parser.currentToken() == JsonToken.START_OBJECT, "no object where one should be");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field.read(name, parser);
    }
    expect(parser.currentToken() == JsonToken.END_OBJECT, "an object breaks off");
  }

  /**
   * Holds an answer to what it should be.
   *
   * @throws StorageException if the condition does not hold
   */
  public static void expect(boolean condition, String fault) throws StorageException {
    if (!condition) {
      throw new StorageException("the answer of Elasticsearch cannot be trusted: " + fault);
    }
  }
}
