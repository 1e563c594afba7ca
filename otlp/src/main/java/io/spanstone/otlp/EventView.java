package io.spanstone.otlp;

/**
 * One event of a span. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code Span.Event} in {@code trace/v1/trace.proto}.
 */
public final class EventView {
  private static final int TIME = 1 << 3 | WireReader.FIXED64;
  private static final int NAME = 2 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 3 << 3 | WireReader.LEN;
  private static final int DROPPED_ATTRIBUTES = 4 << 3 | WireReader.VARINT;

  private final WireReader reader = new WireReader();
  private final Range name = new Range();
  private Slice message = Slice.EMPTY;
  private long timeUnixNano;
  private int droppedAttributes;

  /**
   * Reads the event in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public EventView read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case TIME -> timeUnixNano = reader.value();
        case NAME -> name.set(reader);
        case DROPPED_ATTRIBUTES -> droppedAttributes = (int) reader.value();
        default -> {} // attributes are walked on demand
      }
    }
    return this;
  }

  /** Nanoseconds since the Unix epoch, unsigned. */
  public long timeUnixNano() {
    return timeUnixNano;
  }

  public Slice name() {
    return name.of(message);
  }

  public KeyValues attributes() {
    return new KeyValues(message, ATTRIBUTES);
  }

  public int droppedAttributesCount() {
    return droppedAttributes;
  }

  private void clear(Slice next) {
    message = next;
    name.clear();
    timeUnixNano = 0;
    droppedAttributes = 0;
  }
}
