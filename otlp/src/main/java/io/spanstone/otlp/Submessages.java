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

  public boolean next() {
    while (reader.next()) {
      if (reader.tag() == tag) {
        return true;
      }
    }
    return false;
  }

  public Slice message() {
    return reader.slice();
  }
}
