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
  static final int ELEMENTS = 1 << 3 | WireReader.LEN;

  private final WireReader reader = new WireReader();
  private Type type = Type.EMPTY;
  private long bits;
  private Slice content = Slice.EMPTY;

  /** Reads the AnyValue in {@code message}; of several members set, the last one counts. */
  public AnyValueView read(Slice message) {
    type = Type.EMPTY;
    bits = 0;
    content = Slice.EMPTY;
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case STRING -> set(Type.STRING, reader.slice());
        case BOOL -> set(Type.BOOL, reader.value());
        case INT -> set(Type.INT, reader.value());
        case DOUBLE -> set(Type.DOUBLE, reader.value());
        case ARRAY -> set(Type.ARRAY, reader.slice());
        case KEY_VALUE_LIST -> set(Type.KEY_VALUE_LIST, reader.slice());
        case BYTES -> set(Type.BYTES, reader.slice());
        default -> {}
      }
    }
    return this;
  }

  public Type type() {
    return type;
  }

  public boolean boolValue() {
    return bits != 0;
  }

  public long intValue() {
    return bits;
  }

  public double doubleValue() {
    return Double.longBitsToDouble(bits);
  }

  /** The content of a string or bytes value; of an array or list, its message. */
  public Slice content() {
    return content;
  }

  /** The elements of an array value: messages of type AnyValue. */
  public Submessages elements() {
    return new Submessages(content, ELEMENTS);
  }

  /** The entries of a key-value list. */
  public KeyValues entries() {
    return new KeyValues(content, ELEMENTS);
  }

  private void set(Type newType, Slice newContent) {
    type = newType;
    content = newContent;
    bits = 0;
  }

  private void set(Type newType, long newBits) {
    type = newType;
    bits = newBits;
    content = Slice.EMPTY;
  }
}
