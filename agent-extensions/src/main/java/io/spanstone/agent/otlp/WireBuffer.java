package io.spanstone.agent.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Protobuf's wire format, written in one pass: a message goes into the buffer before its length is
 * known, and makes room for it afterwards. Not thread-safe.
 */
final class WireBuffer {

  private static final int INITIAL_BYTES = 1 << 16;

  private static final int PIECE = 1 << 13;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private static final int MAX_VARINT32 = 5;
  private static final int MAX_VARINT64 = 10;

  /** Lengths and numbers that take one byte. */
  private static final int MAX_SMALL = 0x7f;

  private static final int MAX_SMALL_FIELD = 15;

  /** Three tags and three lengths. */
  private static final int SMALL_HEADERS = 6;

  /** Of ids, whose digits are lower case, as W3C wants them; what is none has no meaning. */
  private static final byte[] DIGITS = new byte[0x80];

  static {
    for (int digit = 0; digit < 16; digit++) {
      DIGITS[Character.forDigit(digit, 16)] = (byte) digit;
    }
  }

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** How much it can hold without growing. */
  int capacity() {
    return bytes.length;
  }

  /** In pieces, which the stream of a connection sends one by one; it would make a copy of all. */
  void writeTo(OutputStream out) throws IOException {
    for (int from = 0; from < size; from += PIECE) {
      out.write(bytes, from, Math.min(PIECE, size - from));
    }
  }

  /** Begins a message of which the fields follow, to be given to {@link #end}. */
  int begin(int field) {
    room(2 * MAX_VARINT32);
    varint(field << 3 | BYTES);
    return ++size; // most lengths take one byte
  }

  void end(int begin) {
    int length = size - begin;
    int more = lengthOfVarint(length) - 1;
    if (more > 0) {
      room(more);
      System.arraycopy(bytes, begin, bytes, begin + more, length);
    }
    size = begin - 1;
    varint(length);
    size += length;
  }

  void varint(int field, long value) {
    room(MAX_VARINT32 + MAX_VARINT64);
    varint(field << 3 | VARINT);
    varint(value);
  }

  void fixed64(int field, long value) {
    room(MAX_VARINT32 + Long.BYTES);
    varint(field << 3 | FIXED64);
    fixed64(value);
  }

  void fixed32(int field, int value) {
    room(MAX_VARINT32 + Integer.BYTES);
    varint(field << 3 | FIXED32);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void bytes(int field, byte[] value) {
    room(2 * MAX_VARINT32 + value.length);
    varint(field << 3 | BYTES);
    varint(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /** As UTF-8, with {@code ?} in place of a surrogate without its other half. */
  void string(int field, String value) {
    int length = value.length();
    room(2 * MAX_VARINT32 + length);
    int before = size;
    varint(field << 3 | BYTES);
    varint(length);
    if (!ascii(value)) {
      size = before;
      bytes(field, value.getBytes(UTF_8));
    }
  }

  /**
   * A message of bytes and of a message that has nothing but a string, as most attributes are: all
   * lengths are known at once if they are small and the string is ASCII.
   *
   * @return false if they are not; then nothing is written
   */
  boolean small(int field, int first, byte[] bytesOfFirst, int second, int ofSecond, String value) {
    int length = bytesOfFirst.length + value.length() + SMALL_HEADERS;
    if (length > MAX_SMALL || field > MAX_SMALL_FIELD) {
      return false;
    }
    room(length + 2);
    int before = size;
    byte[] to = bytes;
    int at = before;
    to[at++] = (byte) (field << 3 | BYTES);
    to[at++] = (byte) length;
    to[at++] = (byte) (first << 3 | BYTES);
    to[at++] = (byte) bytesOfFirst.length;
    System.arraycopy(bytesOfFirst, 0, to, at, bytesOfFirst.length);
    at += bytesOfFirst.length;
    to[at++] = (byte) (second << 3 | BYTES);
    to[at++] = (byte) (value.length() + 2);
    to[at++] = (byte) (ofSecond << 3 | BYTES);
    to[at++] = (byte) value.length();
    size = at;
    boolean all = ascii(value);
    size = all ? size : before;
    return all;
  }

  /** Bytes that are given as the hexadecimal digits of an id. */
  void hex(int field, String id) {
    int length = id.length() / 2;
    room(2 * MAX_VARINT32 + length);
    varint(field << 3 | BYTES);
    varint(length);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < length; i++) {
      to[at + i] =
          (byte) (DIGITS[id.charAt(2 * i) & 0x7f] << 4 | DIGITS[id.charAt(2 * i + 1) & 0x7f]);
    }
    size = at + length;
  }

  /** False, and nothing done, if it has other characters. There is room for it. */
  private boolean ascii(String value) {
    byte[] to = bytes;
    int at = size;
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      to[at + i] = (byte) c;
    }
    size = at + length;
    return true;
  }

  private void fixed64(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private static int lengthOfVarint(int value) {
    int length = 1;
    for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
      length++;
    }
    return length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
