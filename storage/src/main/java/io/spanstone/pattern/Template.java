package io.spanstone.pattern;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.spanstone.otlp.Slice;
import java.util.Set;

/**
 * A template as it is being written. Values that follow each other, with nothing but spaces and
 * punctuation between them, are one value, and so is a value with its unit. Not thread-safe.
 */
final class Template {
  /** What is longer is cut. */
  static final int MAX_BYTES = 512;

  private static final byte[] VALUE = LogPattern.VALUE.getBytes(US_ASCII);
  private static final Slice[] UNITS =
      slices(
          Set.of(
              "ns", "us", "ms", "s", "sec", "secs", "second", "seconds", "m", "min", "mins",
              "minute", "minutes", "h", "hour", "hours", "day", "days", "B", "kB", "KB", "MB", "GB",
              "TB", "KiB", "MiB", "GiB", "TiB", "byte", "bytes"));
  private static final int MAX_UNIT_BYTES = 7;
  private static final int NOWHERE = -1;

  /** Room for what is written after the last check of {@link #isFull}. */
  private final byte[] bytes = new byte[MAX_BYTES + 4 * LogPattern.MAX_INPUT_BYTES];

  private int length;

  /** Where the last value ends, if only glue came after it. */
  private int valueEnd = NOWHERE;

  void clear() {
    length = 0;
    valueEnd = NOWHERE;
  }

  boolean isFull() {
    return length >= MAX_BYTES;
  }

  /** Whether it says anything yet: a word or a value. */
  boolean hasContent() {
    if (valueEnd != NOWHERE) {
      return true;
    }
    for (int i = 0; i < length; i++) {
      if (Bytes.is(bytes[i], Bytes.CONTENT)) {
        return true;
      }
    }
    return false;
  }

  void space() {
    if (length > 0 && bytes[length - 1] != ' ') {
      bytes[length++] = ' ';
    }
  }

  /** Appends a byte as it is. */
  void literal(byte b) {
    bytes[length++] = b;
    if (!Bytes.is(b, Bytes.GLUE)) {
      valueEnd = NOWHERE;
    }
  }

  /** Appends what may have letters. */
  void literal(byte[] from, int start, int end) {
    for (int i = start; i < end; i++) {
      literal(from[i]);
    }
  }

  /** Appends a word that has a letter, or is a unit of the value before it. */
  void word(byte[] from, int start, int end) {
    if (valueEnd != NOWHERE && end - start <= MAX_UNIT_BYTES && isUnit(from, start, end)) {
      length = valueEnd;
      return;
    }
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
    valueEnd = NOWHERE;
  }

  /** Appends a key of JSON, which is a value itself if it has digits. */
  void key(byte[] from, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Bytes.is(from[i], Bytes.DIGIT)) {
        value();
        return;
      }
    }
    literal(from, start, end);
  }

  /** Appends a value, or lets it be part of the one before. */
  void value() {
    if (valueEnd != NOWHERE) {
      length = valueEnd;
      return;
    }
    if (endsWithSign()) {
      length--;
    }
    System.arraycopy(VALUE, 0, bytes, length, VALUE.length);
    length += VALUE.length;
    valueEnd = length;
  }

  /** Whether a value that comes next has a key: {@code key=}. */
  boolean endsWithKey() {
    return length > 0 && Bytes.is(bytes[length - 1], Bytes.CONTENT);
  }

  /** Whether a quoted text that comes next may be a key of JSON. */
  boolean endsWithBrace() {
    int last = length - 1;
    while (last >= 0 && bytes[last] == ' ') {
      last--;
    }
    return last >= 0 && (bytes[last] == '{' || bytes[last] == ',');
  }

  /** What was written; valid until the next writing. */
  Slice finish() {
    int end = Math.min(length, MAX_BYTES);
    while (end > 0 && end < length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    while (end > 0 && bytes[end - 1] == ' ') {
      end--;
    }
    return new Slice(bytes, 0, end);
  }

  private boolean endsWithSign() {
    if (length == 0 || (bytes[length - 1] != '-' && bytes[length - 1] != '+')) {
      return false;
    }
    return length == 1 || !Bytes.is(bytes[length - 2], Bytes.CONTENT);
  }

  private boolean isUnit(byte[] from, int start, int end) {
    if (length != valueEnd + 1 || bytes[valueEnd] != ' ') {
      return false;
    }
    Slice word = new Slice(from, start, end);
    for (Slice unit : UNITS) {
      if (unit.equals(word)) {
        return true;
      }
    }
    return false;
  }

  private static Slice[] slices(Set<String> texts) {
    return texts.stream().sorted().map(Slice::ofUtf8).toArray(Slice[]::new);
  }
}
