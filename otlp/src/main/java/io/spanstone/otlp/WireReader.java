package io.spanstone.otlp;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Reads the fields of one protobuf message in wire order, without copying and without recursion.
 *
 * <p>{@link #next()} steps to the next field and has read its value when it returns, so an unknown
 * field is skipped by calling {@code next()} again. Groups, which OTLP does not use, are stepped
 * over. Readers switch on {@link #tag()} (number and wire type together): a known number with
 * another wire type is an unknown field, as in every protobuf implementation.
 *
 * <p>Source: protobuf encoding specification; where that leaves room (tags and lengths are varints
 * of which the low 32 bits count), what protobuf-java does. Not thread-safe; reusable through
 * {@link #reset}.
 */
public final class WireReader {
  /** Wire types, the low three bits of a tag. */
  public static final int VARINT = 0;

  public static final int FIXED64 = 1;
  public static final int LEN = 2;
  static final int START_GROUP = 3;
  static final int END_GROUP = 4;
  public static final int FIXED32 = 5;

  /** Messages and groups may nest this deep, as in protobuf's own parsers. */
  static final int MAX_DEPTH = 100;

  /** No tag: the message has ended. */
  static final int END = 0;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  private byte[] buffer = Slice.EMPTY.array();
  private int position;
  private int end;
  private int start;
  private int tag;
  private long value;
  private int from;
  private int maxGroupDepth = MAX_DEPTH;

  /** The numbers of the groups being skipped; made when the first group is met. */
  private int[] openGroups = {};

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
    while (nextTag() != END) {
      if ((tag & 7) != START_GROUP) {
        readValue();
        return true;
      }
      skipGroup();
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

  /** The value of a {@code sint32} field, which is zigzag-encoded. */
  public int sint32() {
    return unzigzag((int) value);
  }

  /** Where the content of the current {@link #LEN} field starts in the buffer. */
  public int from() {
    return from;
  }

  /** Where the current field, with its tag, starts in the buffer. */
  int start() {
    return start;
  }

  /** Where the current field ends in the buffer, exclusive. */
  public int to() {
    return position;
  }

  /** The content of the current {@link #LEN} field. */
  public Slice slice() {
    return new Slice(buffer, from, position);
  }

  /**
   * Reads the tag of the next field; its value is to be read by one of {@link #readContent}, {@link
   * #varint}, {@link #fixed64}, {@link #fixed32} or {@link #skip} then. For the innermost loops: it
   * spares them the choice of the wire type, which their choice of the tag includes.
   *
   * @return {@link #END} at the end of the message
   */
  int nextTag() {
    if (position >= end) {
      return END;
    }
    start = position;
    tag = (int) varint();
    if (number() == 0) {
      throw new MalformedOtlpException("invalid field number 0", start);
    }
    return tag;
  }

  void readContent() {
    int length = (int) varint();
    if (length < 0 || length > end - position) {
      throw new MalformedOtlpException("field is longer than the message it is in", start);
    }
    from = position;
    position += length;
  }

  /**
   * Skips the current {@link #LEN} field and those that follow with the same tag, as far as that is
   * quick: while tag and length take a byte each.
   */
  void skipRun() {
    readContent();
    while (end - position >= 2 && buffer[position] == tag) {
      int length = buffer[position + 1];
      if (length < 0 || length > end - position - 2) {
        return;
      }
      position += 2 + length;
    }
  }

  /** Reads the value of a field of any type, a group too, and forgets it. */
  void skip() {
    if ((tag & 7) == START_GROUP) {
      skipGroup();
    } else {
      readValue();
    }
  }

  static int unzigzag(int bits) {
    return bits >>> 1 ^ -(bits & 1);
  }

  /** Lets another reader read the content of the current {@link #LEN} field. */
  void readContentWith(WireReader inner) {
    inner.reset(buffer, from, position);
  }

  /**
   * Whether a packed field's content has another number; to be read by one of the methods below.
   */
  boolean hasMore() {
    return position < end;
  }

  /** Skips varints of one byte that are 0; returns how many. */
  int skipZeros() {
    int from = position;
    while (position <= end - Long.BYTES && (long) LONG.get(buffer, position) == 0) {
      position += Long.BYTES;
    }
    while (position < end && buffer[position] == 0) {
      position++;
    }
    return position - from;
  }

  long varint() {
    if (position < end) {
      byte first = buffer[position];
      if (first >= 0) {
        position++;
        return first;
      }
    }
    return longVarint();
  }

  long fixed64() {
    if (end - position < Long.BYTES) {
      throw truncatedNumber();
    }
    long bits = (long) LONG.get(buffer, position);
    position += Long.BYTES;
    return bits;
  }

  /** The end of the message being read; to be given to {@link #leave} after {@link #enter}. */
  int end() {
    return end;
  }

  /** Goes on inside the current {@link #LEN} field. */
  void enter() {
    end = position;
    position = from;
  }

  /** Goes on behind the field that was entered, up to {@code outerEnd}. */
  void leave(int outerEnd) {
    position = end;
    end = outerEnd;
  }

  /** How deep groups may nest from here; {@link #MAX_DEPTH} unless set. */
  void limitGroupDepth(int depth) {
    maxGroupDepth = depth;
  }

  long fixed32() {
    if (end - position < Integer.BYTES) {
      throw truncatedNumber();
    }
    long bits = (int) INT.get(buffer, position) & 0xffff_ffffL;
    position += Integer.BYTES;
    return bits;
  }

  private long longVarint() {
    int varintStart = position;
    long result = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= end) {
        throw new MalformedOtlpException("message ends inside a varint", position);
      }
      byte b = buffer[position++];
      result |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return result;
      }
    }
    throw new MalformedOtlpException("varint longer than 10 bytes", varintStart);
  }

  private void readValue() {
    switch (tag & 7) {
      case VARINT -> value = varint();
      case FIXED64 -> value = fixed64();
      case LEN -> readContent();
      case FIXED32 -> value = fixed32();
      default -> throw new MalformedOtlpException("invalid wire type " + (tag & 7), start);
    }
  }

  private void skipGroup() {
    int groupStart = start;
    int depth = 0;
    if (openGroups.length == 0) {
      openGroups = new int[MAX_DEPTH];
    }
    do {
      if ((tag & 7) == START_GROUP) {
        if (depth == maxGroupDepth) {
          throw new MalformedOtlpException("nested deeper than " + MAX_DEPTH, start);
        }
        openGroups[depth++] = number();
      } else if ((tag & 7) == END_GROUP) {
        if (openGroups[--depth] != number()) {
          throw new MalformedOtlpException("mismatched end of a group", start);
        }
      } else {
        readValue();
      }
      if (depth > 0 && nextTag() == END) {
        throw new MalformedOtlpException("unclosed group", groupStart);
      }
    } while (depth > 0);
  }

  private MalformedOtlpException truncatedNumber() {
    return new MalformedOtlpException("message ends inside a number", position);
  }
}
