package io.spanstone.otlp;

/**
 * Walks the occurrences of one repeated message field. Not thread-safe.
 *
 * <pre>{@code
 * Submessages events = span.events();
 * while (events.next()) {
 *   read(events.message());
 * }
 * }</pre>
 */
public final class Submessages {
  private final WireReader reader;
  private final int tag;

  Submessages(Slice message, int tag) {
    this.reader = new WireReader(message);
    this.tag = tag;
  }

  /** Steps to the next occurrence; false after the last. */
  public boolean next() {
    while (reader.next()) {
      if (reader.tag() == tag) {
        return true;
      }
    }
    return false;
  }

  /** The current occurrence. */
  public Slice message() {
    return reader.slice();
  }

  int from() {
    return reader.from();
  }

  int to() {
    return reader.to();
  }

  /**
   * A singular message field that occurs more than once: protobuf merges the occurrences, which is
   * to join their bytes. Takes linear time, whatever their number.
   */
  static Slice merge(Slice message, int tag) {
    int length = 0;
    for (Submessages each = new Submessages(message, tag); each.next(); ) {
      length += each.to() - each.from();
    }
    byte[] joined = new byte[length];
    int position = 0;
    for (Submessages each = new Submessages(message, tag); each.next(); ) {
      System.arraycopy(message.array(), each.from(), joined, position, each.to() - each.from());
      position += each.to() - each.from();
    }
    return Slice.of(joined);
  }
}
