package io.spanstone.otlp;

/**
 * Where a singular field's content lies in the array of the message being viewed. Of several
 * occurrences the last one counts, or, if they are messages, all of them. Mutable, reusable.
 */
final class Range {
  private int from;
  private int to;
  private int occurrences;

  void clear() {
    from = 0;
    to = 0;
    occurrences = 0;
  }

  void set(WireReader reader) {
    from = reader.from();
    to = reader.to();
    occurrences++;
  }

  void read(WireReader reader) {
    reader.readContent();
    set(reader);
  }

  /** The string or bytes. */
  Slice of(Slice message) {
    return from == to ? Slice.EMPTY : new Slice(message.array(), from, to);
  }

  /** The message, merged from all occurrences of {@code tag}. */
  Slice merged(Slice message, int tag) {
    return occurrences > 1 ? Submessages.merge(message, tag) : of(message);
  }

  /** Whether this is an id of that many bytes which are not all zero. */
  boolean isId(byte[] array, int length) {
    return isId(array, from, to, length);
  }

  static boolean isId(byte[] array, int from, int to, int length) {
    if (to - from != length) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (array[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
