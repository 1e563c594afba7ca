package io.spanstone.otlp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes one OTLP message as OTLP/JSON, along the message types. */
final class ProtobufToJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator out;

  /** The messages whose objects are open, innermost first. */
  private final Deque<Level> levels = new ArrayDeque<>();

  ProtobufToJson(OutputStream out) throws IOException {
    this.out = JSON.createGenerator(out);
  }

  void translate(MessageType root, Slice message) throws IOException {
    open(root, message);
    while (!levels.isEmpty()) {
      Level level = levels.element();
      if (level.elements != null) {
        writeElement(level, level.elements);
      } else if (level.nextField < level.type.fields().size()) {
        writeField(level, level.type.fields().get(level.nextField++));
      } else {
        levels.remove();
        out.writeEndObject();
      }
    }
    out.close(); // flushes
  }

  private void open(MessageType type, Slice message) throws IOException {
    if (levels.size() > WireReader.MAX_DEPTH) {
      throw new MalformedOtlpException("nested deeper than " + WireReader.MAX_DEPTH);
    }
    out.writeStartObject();
    levels.push(new Level(type, message));
  }

  private void writeElement(Level level, Submessages elements) throws IOException {
    if (elements.next()) {
      open(requireNonNull(level.elementType), elements.message());
    } else {
      out.writeEndArray();
      level.elements = null;
    }
  }

  private void writeField(Level level, Field field) throws IOException {
    OneOf value = level.value(field);
    if (value == null) {
      return;
    }
    out.writeFieldName(field.jsonName());
    if (field.isRepeated()) {
      writeList(level, field);
    } else if (field.message() != null) {
      open(field.message(), value.content(level.message.array()));
    } else {
      writeScalar(field.type(), value.bits(), value.content(level.message.array()));
    }
  }

  private void writeList(Level level, Field field) throws IOException {
    out.writeStartArray();
    if (field.message() != null) {
      level.elements = new Submessages(level.message, field.tag());
      level.elementType = field.message();
      return;
    }
    if (field.isPackable()) {
      RepeatedNumbers numbers =
          new RepeatedNumbers(level.message, field.number(), field.type().wireType());
      while (numbers.next()) {
        writeScalar(field.type(), numbers.longValue(), Slice.EMPTY);
      }
    } else {
      Submessages strings = new Submessages(level.message, field.tag());
      while (strings.next()) {
        writeScalar(field.type(), 0, strings.message());
      }
    }
    out.writeEndArray();
  }

  private void writeScalar(FieldType type, long bits, Slice content) throws IOException {
    switch (type) {
      case STRING -> out.writeString(content.utf8());
      case BYTES -> out.writeBinary(content.array(), content.from(), content.length());
      case ID -> out.writeString(HexFormat.of().formatHex(content.toByteArray()));
      case BOOL -> out.writeBoolean(bits != 0);
      case ENUM, INT32 -> out.writeNumber((int) bits);
      case SINT32 -> out.writeNumber(WireReader.unzigzag((int) bits));
      case UINT32, FIXED32 -> out.writeNumber(bits & 0xffff_ffffL);
      case INT64, SFIXED64 -> out.writeString(Long.toString(bits));
      case UINT64, FIXED64 -> out.writeString(Long.toUnsignedString(bits));
      case DOUBLE -> out.writeNumber(Double.longBitsToDouble(bits));
      case MESSAGE -> throw new IllegalArgumentException("no scalar: " + type);
    }
  }

  /** A message whose object is open. */
  private static final class Level {
    final MessageType type;
    final Slice message;

    /** By field number; the members of a oneof share theirs. */
    private final @Nullable OneOf[] values;

    /** Index of the next field to be written. */
    int nextField;

    /** What is left of the list that is open, if one is. */
    @Nullable Submessages elements;

    @Nullable MessageType elementType;

    Level(MessageType type, Slice message) {
      this.type = type;
      this.message = message;
      this.values = new @Nullable OneOf[type.maxNumber() + 1];
      readValues();
    }

    /** What the field is set to, or null if it is not set. */
    @Nullable OneOf value(Field field) {
      OneOf value = values[field.number()];
      return value != null && field.hasTag(value.tag()) ? value : null;
    }

    private void readValues() {
      OneOf oneOf = new OneOf();
      WireReader reader = new WireReader(message);
      int fieldFrom = message.from();
      while (reader.next()) {
        Field field = type.field(reader.number());
        if (field != null && field.hasTag(reader.tag())) {
          OneOf value = values[field.number()];
          if (value == null) {
            value = field.isOneOf() ? oneOf : new OneOf();
            values[field.number()] = value;
          }
          value.set(field.type(), reader, fieldFrom);
        }
        fieldFrom = reader.to();
      }
    }
  }
}
