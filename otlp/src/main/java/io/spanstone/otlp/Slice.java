package io.spanstone.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A range of a byte array that belongs to somebody else: a message, a string, an id. Holding a
 * slice keeps the whole array alive; {@link #toByteArray()} copies the range out.
 */
public final class Slice {
  public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  private final byte[] array;
  private final int from;
  private final int to;

  /** The bytes {@code [from, to)} of {@code array}, which the caller must not change afterwards. */
  public Slice(byte[] array, int from, int to) {
    if (from < 0 || to < from || to > array.length) {
      throw new IndexOutOfBoundsException(from + ".." + to + " of " + array.length);
    }
    this.array = array;
    this.from = from;
    this.to = to;
  }

  public static Slice of(byte[] array) {
    return new Slice(array, 0, array.length);
  }

  /** The UTF-8 bytes of a string. */
  public static Slice ofUtf8(String string) {
    return of(string.getBytes(UTF_8));
  }

  public byte[] array() {
    return array;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  public int length() {
    return to - from;
  }

  public boolean isEmpty() {
    return from == to;
  }

  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, from, to);
  }

  /** The bytes as UTF-8; what is not valid UTF-8 becomes U+FFFD. */
  public String utf8() {
    return new String(array, from, to - from, UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice that
        && Arrays.equals(array, from, to, that.array, that.from, that.to);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return "Slice[" + from + ".." + to + "]";
  }
}
