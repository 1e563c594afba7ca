package io.spanstone.otlp;

import static com.fasterxml.jackson.core.JsonToken.END_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.END_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.START_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.START_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NULL;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Translates one OTLP/JSON document, token by token, along the message types. */
final class JsonToProtobuf {
  /** A string may be as long as the document, which the caller has limited. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final int NO_LIST = -2;
  private static final int BEFORE_FIRST = -1;

  private final JsonParser parser;
  private final JsonScalars scalars;
  private final WireWriter writer;

  /** The objects that are open, innermost first. */
  private final Deque<Level> levels = new ArrayDeque<>();

  private JsonToProtobuf(JsonParser parser, int maxBytes) {
    this.parser = parser;
    this.writer = new WireWriter(maxBytes);
    this.scalars = new JsonScalars(parser, writer);
  }

  static Slice translate(MessageType root, Slice json, int maxBytes) {
    try (JsonParser parser = JSON.createParser(json.array(), json.from(), json.length())) {
      return new JsonToProtobuf(parser, maxBytes).translate(root);
    } catch (IOException e) {
      throw new MalformedOtlpException("not in UTF-8: " + e.getMessage());
    }
  }

  private Slice translate(MessageType root) throws IOException {
    try {
      readDocument(root);
    } catch (MalformedOtlpException e) {
      throw malformed(e.problem(), parser.currentTokenLocation());
    } catch (JsonProcessingException e) {
      throw malformed(e.getOriginalMessage(), e.getLocation());
    }
    return writer.written();
  }

  private void readDocument(MessageType root) throws IOException {
    expect(START_OBJECT, parser.nextToken());
    levels.push(new Level(root, 0));
    while (!levels.isEmpty()) {
      Level level = levels.element();
      if (level.index != NO_LIST) {
        nextElement(level, requireNonNull(level.field));
      } else {
        nextField(level);
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedOtlpException("something follows the JSON object");
    }
  }

  private void nextField(Level level) throws IOException {
    if (parser.nextToken() == END_OBJECT) {
      close();
      return;
    }
    Field field = level.type.field(parser.currentName());
    JsonToken value = parser.nextToken();
    level.field = field;
    if (field == null) {
      parser.skipChildren();
    } else if (value != VALUE_NULL) {
      readField(level, field, value);
    }
  }

  private void readField(Level level, Field field, JsonToken value) throws IOException {
    MessageType message = field.message();
    if (field.isRepeated()) {
      expect(START_ARRAY, value);
      level.index = BEFORE_FIRST;
      level.packedMark = field.isPackable() ? writer.begin(field.number()) : 0;
    } else if (message != null) {
      open(field, message, value);
    } else {
      scalars.writeField(field);
    }
  }

  private void nextElement(Level level, Field field) throws IOException {
    JsonToken value = parser.nextToken();
    MessageType message = field.message();
    if (value == END_ARRAY) {
      level.index = NO_LIST;
      if (field.isPackable()) {
        writer.end(level.packedMark);
      }
      return;
    }
    level.index++;
    if (message != null) {
      open(field, message, value);
    } else if (field.isPackable()) {
      scalars.writeNumber(field.type());
    } else {
      scalars.writeField(field);
    }
  }

  private void open(Field field, MessageType message, JsonToken value) throws IOException {
    expect(START_OBJECT, value);
    if (levels.size() > WireReader.MAX_DEPTH) {
      throw new MalformedOtlpException("nested deeper than " + WireReader.MAX_DEPTH);
    }
    levels.push(new Level(message, writer.begin(field.number())));
  }

  private void close() {
    Level closed = levels.pop();
    if (!levels.isEmpty()) {
      writer.end(closed.mark);
    }
  }

  private void expect(JsonToken expected, @Nullable JsonToken found) throws IOException {
    if (found != expected) {
      throw scalars.unexpected(expected == START_OBJECT ? "an object" : "a list");
    }
  }

  private MalformedOtlpException malformed(String problem, @Nullable JsonLocation location) {
    String where =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return new MalformedOtlpException(path() + problem + where);
  }

  /** Where the parser is, such as {@code resourceSpans[0].scopeSpans[0].spans[3].kind: }. */
  private String path() {
    StringBuilder path = new StringBuilder();
    for (Iterator<Level> outermostFirst = levels.descendingIterator(); outermostFirst.hasNext(); ) {
      Level level = outermostFirst.next();
      if (level.field == null) {
        break;
      }
      path.append(path.isEmpty() ? "" : ".").append(level.field.jsonName());
      if (level.index >= 0) {
        path.append('[').append(level.index).append(']');
      }
    }
    return path.isEmpty() ? "" : path.append(": ").toString();
  }

  /** An object that is open. */
  private static final class Level {
    final MessageType type;

    /** Its message in the writer. */
    final int mark;

    /** The field that is being read, null if it is unknown. */
    @Nullable Field field;

    /** Which element of the field is being read, if it is a list. */
    int index = NO_LIST;

    int packedMark;

    Level(MessageType type, int mark) {
      this.type = type;
      this.mark = mark;
    }
  }
}
