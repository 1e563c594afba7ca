package io.spanstone.otlp;

/**
 * One data point of a gauge or a sum. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code NumberDataPoint} in {@code metrics/v1/metrics.proto}.
 */
public final class NumberDataPointView extends DataPointView {
  private static final int AS_DOUBLE = 4 << 3 | WireReader.FIXED64;
  private static final int EXEMPLARS = 5 << 3 | WireReader.LEN;
  private static final int AS_INT = 6 << 3 | WireReader.FIXED64;
  private static final int ATTRIBUTES = 7 << 3 | WireReader.LEN;
  private static final int FLAGS = 8 << 3 | WireReader.VARINT;

  private final OneOf value = new OneOf();

  /** An empty point. */
  public NumberDataPointView() {
    super(ATTRIBUTES);
  }

  @Override
  public NumberDataPointView read(Slice message) {
    begin(message);
    while (reader.next()) {
      switch (reader.tag()) {
        case START_TIME -> startTimeUnixNano = reader.value();
        case TIME -> timeUnixNano = reader.value();
        case AS_DOUBLE, AS_INT -> value.setNumber(reader);
        case FLAGS -> flags = (int) reader.value();
        default -> {} // attributes and exemplars are walked on demand
      }
    }
    return this;
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

  /** The exemplars, in wire order; see {@link ExemplarView}. */
  public Submessages exemplars() {
    return new Submessages(message, EXEMPLARS);
  }

  @Override
  void begin(Slice next) {
    super.begin(next);
    value.clear();
  }
}
