package io.spanstone.otlp;

import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_INT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_STRING;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;

/** Translates the JSON value that the parser is at to the protobuf scalar it stands for. */
final class JsonScalars {
  /** Longer texts are no numbers that anybody writes, and costly to convert. */
  private static final int MAX_NUMBER_LENGTH = 400;

  private static final int MAX_QUOTED_LENGTH = 40;

  private final JsonParser parser;
  private final WireWriter writer;

  JsonScalars(JsonParser parser, WireWriter writer) {
    this.parser = parser;
    this.writer = writer;
  }

  /**
   * Writes the field.
   *
   * @throws MalformedOtlpException if the JSON value does not fit it, saying what was expected
   */
  void writeField(Field field) throws IOException {
    switch (field.type()) {
      case STRING -> writeString(field.number());
      case BYTES -> writer.bytes(field.number(), Slice.of(base64()));
      case ID -> writer.bytes(field.number(), Slice.of(id()));
      default -> {
        writer.writeTag(field.number(), field.type().wireType());
        writeNumber(field.type());
      }
    }
  }

  /** Writes a number without a tag, as in a packed field. */
  void writeNumber(FieldType type) throws IOException {
    switch (type.wireType()) {
      case WireReader.VARINT -> writer.writeVarint(bits(type));
      case WireReader.FIXED32 -> writer.writeFixed32((int) bits(type));
      default -> writer.writeFixed64(bits(type));
    }
  }

  /** The refusal of the parser's current value. */
  MalformedOtlpException unexpected(String expected) throws IOException {
    return new MalformedOtlpException("expected " + expected + " but found " + found());
  }

  private void writeString(int number) throws IOException {
    expectString("a string");
    int from = parser.getTextOffset();
    writer.utf16(number, parser.getTextCharacters(), from, from + parser.getTextLength());
  }

  private byte[] base64() throws IOException {
    expectString("base64");
    String standard = parser.getText().replace('-', '+').replace('_', '/');
    try {
      return Base64.getDecoder().decode(standard);
    } catch (IllegalArgumentException e) {
      throw unexpected("base64");
    }
  }

  private byte[] id() throws IOException {
    expectString("an id in hexadecimal");
    try {
      return HexFormat.of().parseHex(parser.getText());
    } catch (IllegalArgumentException e) {
      throw unexpected("an id in hexadecimal");
    }
  }

  private void expectString(String what) throws IOException {
    if (!parser.hasToken(VALUE_STRING)) {
      throw unexpected(what);
    }
  }

  private long bits(FieldType type) throws IOException {
    return switch (type) {
      case BOOL -> bool() ? 1 : 0;
      case DOUBLE -> Double.doubleToRawLongBits(doubleValue());
      case ENUM, INT32 -> signed(Integer.SIZE);
      case SINT32 -> WireWriter.zigzag((int) signed(Integer.SIZE));
      case UINT32, FIXED32 -> unsigned(Integer.SIZE);
      case INT64, SFIXED64 -> signed(Long.SIZE);
      case UINT64, FIXED64 -> unsigned(Long.SIZE);
      case STRING, BYTES, ID, MESSAGE -> throw new IllegalArgumentException("no number: " + type);
    };
  }

  private boolean bool() throws IOException {
    if (!parser.currentToken().isBoolean()) {
      throw unexpected("true or false");
    }
    return parser.getBooleanValue();
  }

  private long signed(int bits) throws IOException {
    BigInteger value = integer();
    if (value.bitLength() >= bits) {
      throw unexpected("an integer of " + bits + " bits");
    }
    return value.longValue();
  }

  private long unsigned(int bits) throws IOException {
    BigInteger value = integer();
    if (value.signum() < 0 || value.bitLength() > bits) {
      throw unexpected("an unsigned integer of " + bits + " bits");
    }
    return value.longValue();
  }

  /** An integer as a number or a string, in any notation of an integral value ({@code 5.0e0}). */
  private BigInteger integer() throws IOException {
    String text = decimal("an integer");
    try {
      return parser.hasToken(VALUE_NUMBER_INT) || isDigits(text)
          ? new BigInteger(text)
          : integer(new BigDecimal(text));
    } catch (ArithmeticException | NumberFormatException e) {
      throw unexpected("an integer");
    }
  }

  /** Not before its size has been seen: an exponent may stand for a billion digits. */
  private static BigInteger integer(BigDecimal value) {
    long digitsBeforePoint = (long) value.precision() - value.scale();
    if (digitsBeforePoint > MAX_NUMBER_LENGTH || value.scale() > MAX_NUMBER_LENGTH) {
      throw new ArithmeticException("far beyond 64 bits");
    }
    return value.toBigIntegerExact();
  }

  private double doubleValue() throws IOException {
    return switch (parser.getText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> finiteDouble();
    };
  }

  private double finiteDouble() throws IOException {
    double value = parseDouble(decimal("a number"));
    if (Double.isInfinite(value)) {
      throw unexpected("a number that a double can hold");
    }
    return value;
  }

  private double parseDouble(String text) throws IOException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw unexpected("a number");
    }
  }

  /** The text of a number, or of a string made of a number's characters. */
  private String decimal(String what) throws IOException {
    boolean isNumber = parser.currentToken().isNumeric();
    if (!isNumber && !parser.hasToken(VALUE_STRING)) {
      throw unexpected(what);
    }
    String text = parser.getText();
    if (text.length() > MAX_NUMBER_LENGTH || !(isNumber || isDecimal(text))) {
      throw unexpected(what);
    }
    return text;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isDecimal(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }

  /** What was found, as the sender would name it. */
  private String found() throws IOException {
    if (!parser.hasCurrentToken()) {
      return "nothing";
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> '"' + quoted() + '"';
      case FIELD_NAME, END_OBJECT, END_ARRAY -> "nothing";
      default -> quoted(); // a number, true, false, null
    };
  }

  private String quoted() throws IOException {
    String text = parser.getText();
    return text.length() <= MAX_QUOTED_LENGTH ? text : text.substring(0, MAX_QUOTED_LENGTH) + "…";
  }
}
