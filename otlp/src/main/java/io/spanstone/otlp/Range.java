package io.spanstone.otlp;

/** Where a field's content lies in the array of the message being viewed. Mutable, reusable. */
final class Range {
  private int from;
  private int to;

  void clear() {
    from = 0;
    to = 0;
  }

  void set(WireReader reader) {
    from = reader.from();
    to = reader.to();
  }

  Slice of(Slice message) {
    return from == to ? Slice.EMPTY : new Slice(message.array(), from, to);
  }

  /** Whether this is an id of that many bytes which are not all zero. */
  boolean isId(byte[] array, int length) {
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
