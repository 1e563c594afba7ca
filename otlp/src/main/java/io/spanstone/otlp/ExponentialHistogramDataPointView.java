package io.spanstone.otlp;

/**
 * One data point of an exponential histogram. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code ExponentialHistogramDataPoint} in {@code
 * metrics/v1/metrics.proto}.
 */
public final class ExponentialHistogramDataPointView {
  private static final int ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int START_TIME = 2 << 3 | WireReader.FIXED64;
  private static final int TIME = 3 << 3 | WireReader.FIXED64;
  private static final int COUNT = 4 << 3 | WireReader.FIXED64;
  private static final int SUM = 5 << 3 | WireReader.FIXED64;
  private static final int SCALE = 6 << 3 | WireReader.VARINT;
  private static final int ZERO_COUNT = 7 << 3 | WireReader.FIXED64;
  private static final int POSITIVE = 8 << 3 | WireReader.LEN;
  private static final int NEGATIVE = 9 << 3 | WireReader.LEN;
  private static final int FLAGS = 10 << 3 | WireReader.VARINT;
  private static final int EXEMPLARS = 11 << 3 | WireReader.LEN;
  private static final int MIN = 12 << 3 | WireReader.FIXED64;
  private static final int MAX = 13 << 3 | WireReader.FIXED64;
  private static final int ZERO_THRESHOLD = 14 << 3 | WireReader.FIXED64;

  /**
   * Number of a field of ours, which other readers take for an unknown one: the {@code
   * prometheus.Histogram} that the point was made of, where OTLP cannot hold all of it.
   */
  public static final int ORIGINAL_FIELD = 1000;

  private static final int ORIGINAL = ORIGINAL_FIELD << 3 | WireReader.LEN;

  private final WireReader reader = new WireReader();
  private final Range positiveMessage = new Range();
  private final Range negativeMessage = new Range();
  private final Range original = new Range();
  private final Buckets positive = new Buckets();
  private final Buckets negative = new Buckets();
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
  private int scale;
  private long zeroCount;
  private double zeroThreshold;
  private int flags;

  /**
   * Reads the point in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public ExponentialHistogramDataPointView read(Slice message) {
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
        case SCALE -> scale = reader.sint32();
        case ZERO_COUNT -> zeroCount = reader.value();
        case ZERO_THRESHOLD -> zeroThreshold = reader.doubleValue();
        case POSITIVE -> positiveMessage.set(reader);
        case NEGATIVE -> negativeMessage.set(reader);
        case ORIGINAL -> original.set(reader);
        case FLAGS -> flags = (int) reader.value();
        default -> {} // attributes and exemplars are walked on demand
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

  /** The resolution: the base of the buckets is {@code 2^(2^-scale)}. */
  public int scale() {
    return scale;
  }

  /** How many values lie within {@link #zeroThreshold()} of zero. */
  public long zeroCount() {
    return zeroCount;
  }

  public double zeroThreshold() {
    return zeroThreshold;
  }

  /** The buckets of values above zero. */
  public Buckets positive() {
    return positive.read(positiveMessage.merged(message, POSITIVE));
  }

  /** The buckets of values below zero, by magnitude. */
  public Buckets negative() {
    return negative.read(negativeMessage.merged(message, NEGATIVE));
  }

  /** The {@code prometheus.Histogram} that says more than the rest of the point; mostly empty. */
  public Slice original() {
    return original.of(message);
  }

  /** The exemplars, in wire order; see {@link ExemplarView}. */
  public Submessages exemplars() {
    return new Submessages(message, EXEMPLARS);
  }

  private void clear(Slice next) {
    message = next;
    positiveMessage.clear();
    negativeMessage.clear();
    original.clear();
    startTimeUnixNano = 0;
    timeUnixNano = 0;
    count = 0;
    hasSum = false;
    sum = 0;
    hasMin = false;
    min = 0;
    hasMax = false;
    max = 0;
    scale = 0;
    zeroCount = 0;
    zeroThreshold = 0;
    flags = 0;
  }
}
