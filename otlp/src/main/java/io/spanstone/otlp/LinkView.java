package io.spanstone.otlp;

/**
 * One link of a span to another. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code Span.Link} in {@code trace/v1/trace.proto}.
 */
public final class LinkView {
  private static final int TRACE_ID = 1 << 3 | WireReader.LEN;
  private static final int SPAN_ID = 2 << 3 | WireReader.LEN;
  private static final int TRACE_STATE = 3 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 4 << 3 | WireReader.LEN;
  private static final int DROPPED_ATTRIBUTES = 5 << 3 | WireReader.VARINT;
  private static final int FLAGS = 6 << 3 | WireReader.FIXED32;

  private final WireReader reader = new WireReader();
  private final Range traceId = new Range();
  private final Range spanId = new Range();
  private final Range traceState = new Range();
  private Slice message = Slice.EMPTY;
  private int droppedAttributes;
  private int flags;

  /**
   * Reads the link in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public LinkView read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case TRACE_ID -> traceId.set(reader);
        case SPAN_ID -> spanId.set(reader);
        case TRACE_STATE -> traceState.set(reader);
        case DROPPED_ATTRIBUTES -> droppedAttributes = (int) reader.value();
        case FLAGS -> flags = (int) reader.value();
        default -> {} // attributes are walked on demand
      }
    }
    return this;
  }

  public Slice traceId() {
    return traceId.of(message);
  }

  public Slice spanId() {
    return spanId.of(message);
  }

  public Slice traceState() {
    return traceState.of(message);
  }

  public KeyValues attributes() {
    return new KeyValues(message, ATTRIBUTES);
  }

  public int droppedAttributesCount() {
    return droppedAttributes;
  }

  /** The W3C trace flags and OTLP's flags above them. */
  public int flags() {
    return flags;
  }

  private void clear(Slice next) {
    message = next;
    traceId.clear();
    spanId.clear();
    traceState.clear();
    droppedAttributes = 0;
    flags = 0;
  }
}
