package io.spanstone.otlp;

/**
 * Reads the fields of one protobuf message in wire order, without copying and without recursion.
 *
 * <p>{@link #next()} steps to the next field and has read its value when it returns, so an unknown
 * field is skipped by calling {@code next()} again. Groups, which OTLP does not use, are stepped
 * over. Readers switch on {@link #tag()} (number and wire type together): a known number with
 * another wire type is an unknown field, as in every protobuf implementation.
 *
 * <p>Source: protobuf encoding specification. Not thread-safe; reusable through {@link #reset}.
 */
public final class WireReader {
  /** Wire types, the low three bits of a tag. */
  public static final int VARINT = 0;

  public static final int FIXED64 = 1;
  public static final int LEN = 2;
  private static final int START_GROUP = 3;
  private static final int END_GROUP = 4;
  public static final int FIXED32 = 5;

  /** The deepest nesting of groups that is stepped over. */
  private static final int MAX_GROUP_DEPTH = 100;

  private byte[] buffer = Slice.EMPTY.array();
  private int position;
  private int end;
  private int tag;
  private long value;
  private int from;

  /** A reader of nothing, to be {@linkplain #reset reset}. */
  public WireReader() {}

  public WireReader(Slice message) {
    reset(message.array(), message.from(), message.to());
  }

  /** Starts over with the message in {@code [from, to)}. Returns this. */
  public WireReader reset(byte[] buffer, int from, int to) {
    this.buffer = buffer;
    this.position = from;
    this.end = to;
    this.tag = 0;
    return this;
  }

  /**
   * Steps to the next field.
   *
   * @return false at the end of the message
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public boolean next() {
    while (position < end) {
      int start = position;
      long key = varint();
      if (key >>> 32 != 0 || key >>> 3 == 0) {
        throw new MalformedOtlpException("invalid field tag at byte " + start);
      }
      tag = (int) key;
      switch (tag & 7) {
        case VARINT -> value = varint();
        case FIXED64 -> value = fixed(8);
        case FIXED32 -> value = fixed(4);
        case LEN -> {
          long length = varint();
          if (length < 0 || length > end - position) {
            throw new MalformedOtlpException(
                "field " + number() + " at byte " + start + " is longer than its message");
          }
          from = position;
          position += (int) length;
        }
        case START_GROUP -> {
          skipGroup(start);
          continue;
        }
        default ->
            throw new MalformedOtlpException(
                "invalid wire type " + (tag & 7) + " at byte " + start);
      }
      return true;
    }
    return false;
  }

  /** The tag of the current field: {@code number << 3 | wire type}. */
  public int tag() {
    return tag;
  }

  /** The number of the current field. */
  public int number() {
    return tag >>> 3;
  }

  /** The value of a varint field, or the raw bits of a fixed one (32-bit: zero-extended). */
  public long value() {
    return value;
  }

  /** The value of a {@link #FIXED64} field as a double. */
  public double doubleValue() {
    return Double.longBitsToDouble(value);
  }

  /** Where the content of the current {@link #LEN} field starts in the buffer. */
  public int from() {
    return from;
  }

  /** Where the current field ends in the buffer, exclusive. */
  public int to() {
    return position;
  }

  /** The content of the current {@link #LEN} field. */
  public Slice slice() {
    return new Slice(buffer, from, position);
  }

  private void skipGroup(int start) {
    int[] open = new int[MAX_GROUP_DEPTH];
    int depth = 0;
    open[depth++] = tag >>> 3;
    while (depth > 0) {
      if (position >= end) {
        throw new MalformedOtlpException("unclosed group at byte " + start);
      }
      int at = position;
      long key = varint();
      if (key >>> 32 != 0 || key >>> 3 == 0) {
        throw new MalformedOtlpException("invalid field tag at byte " + at);
      }
      switch ((int) key & 7) {
        case VARINT -> varint();
        case FIXED64 -> fixed(8);
        case FIXED32 -> fixed(4);
        case LEN -> {
          long length = varint();
          if (length < 0 || length > end - position) {
            throw new MalformedOtlpException("field at byte " + at + " is longer than its message");
          }
          position += (int) length;
        }
        case START_GROUP -> {
          if (depth == MAX_GROUP_DEPTH) {
            throw new MalformedOtlpException("groups nested too deeply at byte " + at);
          }
          open[depth++] = (int) (key >>> 3);
        }
        case END_GROUP -> {
          if (open[--depth] != (int) (key >>> 3)) {
            throw new MalformedOtlpException("mismatched end of group at byte " + at);
          }
        }
        default -> throw new MalformedOtlpException("invalid wire type at byte " + at);
      }
    }
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= end) {
        throw new MalformedOtlpException("message ends inside a varint at byte " + position);
      }
      byte b = buffer[position++];
      result |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return result;
      }
    }
    throw new MalformedOtlpException("varint longer than 10 bytes at byte " + (position - 10));
  }

  private long fixed(int bytes) {
    if (end - position < bytes) {
      throw new MalformedOtlpException("message ends inside a number at byte " + position);
    }
    long result = 0;
    for (int i = 0; i < bytes; i++) {
      result |= (buffer[position + i] & 0xffL) << (8 * i);
    }
    position += bytes;
    return result;
  }
}
