package io.spanstone.otlp;

/**
 * One data point of a histogram with explicit bounds. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code HistogramDataPoint} in {@code metrics/v1/metrics.proto}.
 */
public final class HistogramDataPointView {
  private static final int START_TIME = 2 << 3 | WireReader.FIXED64;
  private static final int TIME = 3 << 3 | WireReader.FIXED64;
  private static final int COUNT = 4 << 3 | WireReader.FIXED64;
  private static final int SUM = 5 << 3 | WireReader.FIXED64;
  private static final int BUCKET_COUNTS = 6;
  private static final int EXPLICIT_BOUNDS = 7;
  private static final int EXEMPLARS = 8 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 9 << 3 | WireReader.LEN;
  private static final int FLAGS = 10 << 3 | WireReader.VARINT;
  private static final int MIN = 11 << 3 | WireReader.FIXED64;
  private static final int MAX = 12 << 3 | WireReader.FIXED64;

  private final WireReader reader = new WireReader();
  private Slice message = Slice.EMPTY;
  private long startTimeUnixNano;
  private long timeUnixNano;
  private long count;
  private boolean hasSum;
  private double sum;
  private boolean hasMin;
  private double min;
  private boolean hasMax;
  private double max;
  private int flags;

  /**
   * Reads the point in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public HistogramDataPointView read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case START_TIME -> startTimeUnixNano = reader.value();
        case TIME -> timeUnixNano = reader.value();
        case COUNT -> count = reader.value();
        case SUM -> {
          sum = reader.doubleValue();
          hasSum = true;
        }
        case MIN -> {
          min = reader.doubleValue();
          hasMin = true;
        }
        case MAX -> {
          max = reader.doubleValue();
          hasMax = true;
        }
        case FLAGS -> flags = (int) reader.value();
        default -> {} // buckets, attributes and exemplars are walked on demand
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

  public boolean hasSum() {
    return hasSum;
  }

  /** The sum of the values; 0 if the point {@linkplain #hasSum has none}. */
  public double sum() {
    return sum;
  }

  public boolean hasMin() {
    return hasMin;
  }

  /** The least value; 0 if the point {@linkplain #hasMin has none}. */
  public double min() {
    return min;
  }

  public boolean hasMax() {
    return hasMax;
  }

  /** The greatest value; 0 if the point {@linkplain #hasMax has none}. */
  public double max() {
    return max;
  }

  /** Unsigned counts, one more than there are bounds, or none at all. */
  public RepeatedNumbers bucketCounts() {
    return new RepeatedNumbers(message, BUCKET_COUNTS, WireReader.FIXED64);
  }

  /** The upper, inclusive bounds of all buckets but the last, rising. */
  public RepeatedNumbers explicitBounds() {
    return new RepeatedNumbers(message, EXPLICIT_BOUNDS, WireReader.FIXED64);
  }

  /** The exemplars, in wire order; see {@link ExemplarView}. */
  public Submessages exemplars() {
    return new Submessages(message, EXEMPLARS);
  }

  private void clear(Slice next) {
    message = next;
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    count = 0;
    hasSum = false;
    sum = 0;
    hasMin = false;
    min = 0;
    hasMax = false;
    max = 0;
    flags = 0;
  }
}
