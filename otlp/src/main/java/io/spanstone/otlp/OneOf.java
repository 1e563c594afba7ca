package io.spanstone.otlp;

/**
 * Which member of a protobuf {@code oneof} is set, and to what. The last member on the wire counts;
 * a message member that follows itself merges. Mutable, reusable.
 */
final class OneOf {
  /** No member. */
  static final int NONE = 0;

  private int tag;
  private long bits;
  private int from;
  private int to;
  private int runFrom;
  private boolean repeated;

  void clear() {
    tag = NONE;
    bits = 0;
    from = 0;
    to = 0;
    repeated = false;
  }

  /** A member of that type; {@code fieldFrom} is where the field, with its tag, starts. */
  void set(FieldType type, WireReader reader, int fieldFrom) {
    if (type == FieldType.MESSAGE) {
      setMessage(reader, fieldFrom);
    } else if (type.wireType() == WireReader.LEN) {
      setBytes(reader);
    } else {
      setNumber(reader);
    }
  }

  /** A scalar member. */
  void setNumber(WireReader reader) {
    clear();
    tag = reader.tag();
    bits = reader.value();
  }

  /** A string or bytes member. */
  void setBytes(WireReader reader) {
    setNumber(reader);
    from = reader.from();
    to = reader.to();
  }

  /** A message member; {@code fieldFrom} is where the field, with its tag, starts. */
  void setMessage(WireReader reader, int fieldFrom) {
    if (tag == reader.tag()) {
      repeated = true;
    } else {
      clear();
      tag = reader.tag();
      runFrom = fieldFrom;
    }
    from = reader.from();
    to = reader.to();
  }

  /** The tag of the member that is set, or {@link #NONE}. */
  int tag() {
    return tag;
  }

  long bits() {
    return bits;
  }

  /** The bytes of a string, bytes or message member. */
  Slice content(byte[] array) {
    if (repeated) {
      return Submessages.merge(new Slice(array, runFrom, to), tag);
    }
    return from == to ? Slice.EMPTY : new Slice(array, from, to);
  }
}
