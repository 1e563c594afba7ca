package io.spanstone.otlp;

/**
 * One measurement kept as an example of a data point. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code Exemplar} in {@code metrics/v1/metrics.proto}.
 */
public final class ExemplarView {
  private static final int TIME = 2 << 3 | WireReader.FIXED64;
  private static final int AS_DOUBLE = 3 << 3 | WireReader.FIXED64;
  private static final int SPAN_ID = 4 << 3 | WireReader.LEN;
  private static final int TRACE_ID = 5 << 3 | WireReader.LEN;
  private static final int AS_INT = 6 << 3 | WireReader.FIXED64;
  private static final int FILTERED_ATTRIBUTES = 7 << 3 | WireReader.LEN;

  private final WireReader reader = new WireReader();
  private final OneOf value = new OneOf();
  private final Range spanId = new Range();
  private final Range traceId = new Range();
  private Slice message = Slice.EMPTY;
  private long timeUnixNano;

  /**
   * Reads the point in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public ExemplarView read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case TIME -> timeUnixNano = reader.value();
        case AS_DOUBLE, AS_INT -> value.setNumber(reader);
        case SPAN_ID -> spanId.set(reader);
        case TRACE_ID -> traceId.set(reader);
        default -> {} // attributes are walked on demand
      }
    }
    return this;
  }

  /** The measurement's attributes that the data point does not have. */
  public KeyValues filteredAttributes() {
    return new KeyValues(message, FILTERED_ATTRIBUTES);
  }

  /** Nanoseconds since the Unix epoch, unsigned. */
  public long timeUnixNano() {
    return timeUnixNano;
  }

  public boolean hasValue() {
    return value.tag() != OneOf.NONE;
  }

  /** Whether the value was sent as an int. */
  public boolean isInt() {
    return value.tag() == AS_INT;
  }

  /** The value if it was sent as an int, else 0. */
  public long intValue() {
    return isInt() ? value.bits() : 0;
  }

  /** The value as a double, however it was sent; 0 if there is none. */
  public double doubleValue() {
    return isInt() ? value.bits() : Double.longBitsToDouble(value.bits());
  }

  /** Empty if the measurement was made in no span. */
  public Slice spanId() {
    return spanId.of(message);
  }

  public Slice traceId() {
    return traceId.of(message);
  }

  private void clear(Slice next) {
    message = next;
    value.clear();
    spanId.clear();
    traceId.clear();
    timeUnixNano = 0;
  }
}
