package io.spanstone.otlp;

/**
 * One data point of a summary. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code SummaryDataPoint} in {@code metrics/v1/metrics.proto}.
 */
public final class SummaryDataPointView {
  private static final int START_TIME = 2 << 3 | WireReader.FIXED64;
  private static final int TIME = 3 << 3 | WireReader.FIXED64;
  private static final int COUNT = 4 << 3 | WireReader.FIXED64;
  private static final int SUM = 5 << 3 | WireReader.FIXED64;
  private static final int QUANTILE_VALUES = 6 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 7 << 3 | WireReader.LEN;
  private static final int FLAGS = 8 << 3 | WireReader.VARINT;

  private final WireReader reader = new WireReader();
  private Slice message = Slice.EMPTY;
  private long startTimeUnixNano;
  private long timeUnixNano;
  private long count;
  private double sum;
  private int flags;

  /**
   * Reads the point in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public SummaryDataPointView read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case START_TIME -> startTimeUnixNano = reader.value();
        case TIME -> timeUnixNano = reader.value();
        case COUNT -> count = reader.value();
        case SUM -> sum = reader.doubleValue();
        case FLAGS -> flags = (int) reader.value();
        default -> {} // attributes and quantiles are walked on demand
      }
    }
    return this;
  }

  public KeyValues attributes() {
    return new KeyValues(message, ATTRIBUTES);
  }

  /**
   * Start of the time the point covers, in nanoseconds since the Unix epoch, unsigned; 0: unknown.
   */
  public long startTimeUnixNano() {
    return startTimeUnixNano;
  }

  /** Nanoseconds since the Unix epoch, unsigned. */
  public long timeUnixNano() {
    return timeUnixNano;
  }

  /** {@code DataPointFlags}; see {@link #hasNoRecordedValue()}. */
  public int flags() {
    return flags;
  }

  /** Whether the point only says that the series has no value any more. */
  public boolean hasNoRecordedValue() {
    return (flags & 1) != 0;
  }

  public long count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  /** The values at quantiles, in wire order; see {@link QuantileView}. */
  public Submessages quantileValues() {
    return new Submessages(message, QUANTILE_VALUES);
  }

  private void clear(Slice next) {
    message = next;
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    count = 0;
    sum = 0;
    flags = 0;
  }
}
