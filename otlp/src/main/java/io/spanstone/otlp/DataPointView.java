package io.spanstone.otlp;

/**
 * What data points of all types have. Reusable flyweights; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code metrics/v1/metrics.proto}. The types agree on the numbers
 * of a point's times, and on no others.
 */
public abstract sealed class DataPointView
    permits HistogramView, NumberDataPointView, SummaryDataPointView {
  static final int START_TIME = 2 << 3 | WireReader.FIXED64;
  static final int TIME = 3 << 3 | WireReader.FIXED64;

  final WireReader reader = new WireReader();
  Slice message = Slice.EMPTY;
  long startTimeUnixNano;
  long timeUnixNano;
  int flags;
  private final int attributesTag;

  DataPointView(int attributesTag) {
    this.attributesTag = attributesTag;
  }

  /**
   * Reads the point in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public abstract DataPointView read(Slice message);

  public final KeyValues attributes() {
    return new KeyValues(message, attributesTag);
  }

  /**
   * Start of the time the point covers, in nanoseconds since the Unix epoch, unsigned; 0: unknown.
   */
  public final long startTimeUnixNano() {
    return startTimeUnixNano;
  }

  /** Nanoseconds since the Unix epoch, unsigned. */
  public final long timeUnixNano() {
    return timeUnixNano;
  }

  /** {@code DataPointFlags}; see {@link #hasNoRecordedValue()}. */
  public final int flags() {
    return flags;
  }

  /** Whether the point only says that the series has no value any more. */
  public final boolean hasNoRecordedValue() {
    return (flags & 1) != 0;
  }

  /** Clears what is known of the point before, to read the next. */
  void begin(Slice next) {
    message = next;
    reader.reset(next.array(), next.from(), next.to());
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    flags = 0;
  }
}
