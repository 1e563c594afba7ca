package io.spanstone.otlp;

/**
 * One attribute value or log body ({@code AnyValue}). A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code common/v1/common.proto}.
 */
public final class AnyValueView {
  /** The kinds of value; {@code EMPTY} is an AnyValue with nothing set. */
  public enum Type {
    EMPTY,
    STRING,
    BOOL,
    INT,
    DOUBLE,
    ARRAY,
    KEY_VALUE_LIST,
    BYTES
  }

  private static final int STRING = 1 << 3 | WireReader.LEN;
  private static final int BOOL = 2 << 3 | WireReader.VARINT;
  private static final int INT = 3 << 3 | WireReader.VARINT;
  private static final int DOUBLE = 4 << 3 | WireReader.FIXED64;
  private static final int ARRAY = 5 << 3 | WireReader.LEN;
  private static final int KEY_VALUE_LIST = 6 << 3 | WireReader.LEN;
  private static final int BYTES = 7 << 3 | WireReader.LEN;
  private static final int STRING_INDEX = 8 << 3 | WireReader.VARINT;
  static final int ELEMENTS = 1 << 3 | WireReader.LEN;

  private final WireReader reader = new WireReader();
  private final OneOf value = new OneOf();
  private byte[] buffer = Slice.EMPTY.array();

  /** Reads the AnyValue in {@code message}; of several members set, the last one counts. */
  public AnyValueView read(Slice message) {
    return read(message.array(), message.from(), message.to());
  }

  AnyValueView read(byte[] array, int from, int to) {
    buffer = array;
    value.clear();
    reader.reset(array, from, to);
    int fieldFrom = from;
    while (reader.next()) {
      switch (reader.tag()) {
        case STRING, BYTES -> value.setBytes(reader);
        case BOOL, INT, DOUBLE, STRING_INDEX -> value.setNumber(reader);
        case ARRAY, KEY_VALUE_LIST -> value.setMessage(reader, fieldFrom);
        default -> {}
      }
      fieldFrom = reader.to();
    }
    return this;
  }

  /** What is set. An index into a string table, which only profiles have, counts as nothing. */
  public Type type() {
    return switch (value.tag()) {
      case STRING -> Type.STRING;
      case BOOL -> Type.BOOL;
      case INT -> Type.INT;
      case DOUBLE -> Type.DOUBLE;
      case ARRAY -> Type.ARRAY;
      case KEY_VALUE_LIST -> Type.KEY_VALUE_LIST;
      case BYTES -> Type.BYTES;
      default -> Type.EMPTY;
    };
  }

  public boolean boolValue() {
    return value.bits() != 0;
  }

  public long intValue() {
    return value.bits();
  }

  public double doubleValue() {
    return Double.longBitsToDouble(value.bits());
  }

  /** The content of a string or bytes value; of an array or list, its message. */
  public Slice content() {
    return value.content(buffer);
  }

  /** The elements of an array value: messages of type AnyValue. */
  public Submessages elements() {
    return new Submessages(content(), ELEMENTS);
  }

  /** The entries of a key-value list. */
  public KeyValues entries() {
    return new KeyValues(content(), ELEMENTS);
  }

  /**
   * The value's canonical text as UTF-8, the form in which values are indexed and compared: strings
   * as they are (the bytes themselves, not copied), {@code true} and {@code false}, ints in
   * decimal, doubles as {@code Double.toString} of JDK 19 and later prints them on any JDK ({@code
   * 1.0}, {@code 1.0E10}, {@code NaN}), bytes in base64, nothing for an empty value. Arrays and
   * key-value lists are compact JSON in wire order; in them strings and bytes are quoted, so are
   * {@code NaN} and the infinities, and an empty value is {@code null}.
   *
   * <p>Source: OpenTelemetry specification, "AnyValue representation for non-OTLP protocols".
   */
  public Slice text() {
    return AnyValueText.of(this);
  }
}
