package io.spanstone.otlp;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Writes protobuf messages into a buffer that grows up to a limit. Nothing is left out: a field is
 * written whether or not it holds its default.
 *
 * <pre>{@code
 * int span = writer.begin(2);
 * writer.string(5, "GET /cart");
 * writer.varint(6, SpanView.KIND_SERVER);
 * writer.end(span);
 * }</pre>
 *
 * <p>Source: protobuf encoding specification. Not thread-safe; reusable through {@link #reset}.
 */
public final class WireWriter {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  private static final char REPLACEMENT = 0xfffd;
  private static final int INITIAL_BYTES = 4096;

  private final int maxBytes;
  private byte[] buffer;
  private int position;

  /**
   * @param maxBytes what may be written at most; every method throws {@link OtlpTooLargeException}
   *     rather than exceed it
   */
  public WireWriter(int maxBytes) {
    this.maxBytes = maxBytes;
    this.buffer = new byte[Math.min(INITIAL_BYTES, maxBytes)];
  }

  /** Forgets what was written and keeps the buffer: slices of {@link #written} become invalid. */
  public void reset() {
    position = 0;
  }

  /** How many bytes have been written. */
  public int size() {
    return position;
  }

  /** What has been written, in the writer's own buffer: valid until {@link #reset}. */
  public Slice written() {
    return new Slice(buffer, 0, position);
  }

  /** A copy of what has been written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, position);
  }

  /** A field of type int32, int64, uint32, uint64, bool (0 or 1) or an enum. */
  public void varint(int number, long value) {
    writeTag(number, WireReader.VARINT);
    writeVarint(value);
  }

  public void sint32(int number, int value) {
    varint(number, zigzag(value));
  }

  public void bool(int number, boolean value) {
    varint(number, value ? 1 : 0);
  }

  public void fixed32(int number, int value) {
    writeTag(number, WireReader.FIXED32);
    writeFixed32(value);
  }

  /** A field of type fixed64 or sfixed64. */
  public void fixed64(int number, long value) {
    writeTag(number, WireReader.FIXED64);
    writeFixed64(value);
  }

  public void doubleValue(int number, double value) {
    fixed64(number, Double.doubleToRawLongBits(value));
  }

  /** A field of type string or bytes, or a complete message. */
  public void bytes(int number, Slice content) {
    bytes(number, content.array(), content.from(), content.to());
  }

  /** The same, from the range {@code [from, to)} of an array. */
  public void bytes(int number, byte[] array, int from, int to) {
    writeTag(number, WireReader.LEN);
    writeVarint(to - from);
    write(array, from, to);
  }

  public void string(int number, String value) {
    bytes(number, Slice.ofUtf8(value));
  }

  /** A string; lone surrogates become U+FFFD. */
  void utf16(int number, char[] chars, int from, int to) {
    int mark = begin(number);
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c < 0x80) {
        reserve(1);
        buffer[position++] = (byte) c;
      } else if (!Character.isSurrogate(c)) {
        writeUtf8(c);
      } else if (i + 1 < to && Character.isSurrogatePair(c, chars[i + 1])) {
        writeUtf8(Character.toCodePoint(c, chars[++i]));
      } else {
        writeUtf8(REPLACEMENT);
      }
    }
    end(mark);
  }

  /** Fields that are already encoded, as they are. */
  public void fields(Slice encoded) {
    write(encoded.array(), encoded.from(), encoded.to());
  }

  /**
   * Starts a message field; what is written next belongs to it.
   *
   * @return a mark for {@link #end}
   */
  public int begin(int number) {
    writeTag(number, WireReader.LEN);
    reserve(1);
    return ++position;
  }

  /** Ends the message field that {@code begin} started, the last one not yet ended. */
  public void end(int mark) {
    int length = position - mark;
    int extra = varintBytes(length) - 1;
    if (extra > 0) {
      reserve(extra);
      System.arraycopy(buffer, mark, buffer, mark + extra, length);
    }
    position = mark - 1;
    writeVarint(length);
    position += length;
  }

  static long zigzag(int value) {
    return (value << 1 ^ value >> 31) & 0xffff_ffffL;
  }

  void writeTag(int number, int wireType) {
    writeVarint((number << 3 | wireType) & 0xffff_ffffL);
  }

  /** A number behind its tag, or one of a packed field. */
  void writeVarint(long value) {
    reserve(varintBytes(value));
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[position++] = (byte) rest;
  }

  /** A number behind its tag. */
  void writeFixed32(int value) {
    reserve(Integer.BYTES);
    INT.set(buffer, position, value);
    position += Integer.BYTES;
  }

  /** A number behind its tag, or one of a packed field. */
  void writeFixed64(long value) {
    reserve(Long.BYTES);
    LONG.set(buffer, position, value);
    position += Long.BYTES;
  }

  /** A code point beyond ASCII. */
  private void writeUtf8(int codePoint) {
    reserve(4);
    if (codePoint < 0x800) {
      buffer[position++] = (byte) (0xc0 | codePoint >> 6);
    } else if (codePoint < 0x10000) {
      buffer[position++] = (byte) (0xe0 | codePoint >> 12);
      continueUtf8(codePoint >> 6);
    } else {
      buffer[position++] = (byte) (0xf0 | codePoint >> 18);
      continueUtf8(codePoint >> 12);
      continueUtf8(codePoint >> 6);
    }
    continueUtf8(codePoint);
  }

  private void continueUtf8(int bits) {
    buffer[position++] = (byte) (0x80 | (bits & 0x3f));
  }

  private void write(byte[] array, int from, int to) {
    reserve(to - from);
    System.arraycopy(array, from, buffer, position, to - from);
    position += to - from;
  }

  private void reserve(int bytes) {
    if (bytes > buffer.length - position) {
      grow(bytes);
    }
  }

  private void grow(int bytes) {
    if (bytes > maxBytes - position) {
      throw new OtlpTooLargeException(maxBytes);
    }
    long doubled = 2L * buffer.length;
    int capacity = (int) Math.min(maxBytes, Math.max(doubled, position + (long) bytes));
    buffer = Arrays.copyOf(buffer, capacity);
  }

  private static int varintBytes(long value) {
    return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
  }
}
