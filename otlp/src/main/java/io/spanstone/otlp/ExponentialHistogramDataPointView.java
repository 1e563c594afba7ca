package io.spanstone.otlp;

/**
 * One data point of an exponential histogram. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code ExponentialHistogramDataPoint} in {@code
 * metrics/v1/metrics.proto}.
 */
public final class ExponentialHistogramDataPointView extends HistogramView {
  private static final int ATTRIBUTES = 1 << 3 | WireReader.LEN;
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

  private final Range positiveMessage = new Range();
  private final Range negativeMessage = new Range();
  private final Range original = new Range();
  private final Buckets positive = new Buckets();
  private final Buckets negative = new Buckets();
  private int scale;
  private long zeroCount;
  private double zeroThreshold;

  /** An empty point. */
  public ExponentialHistogramDataPointView() {
    super(ATTRIBUTES, EXEMPLARS);
  }

  @Override
  public ExponentialHistogramDataPointView read(Slice message) {
    begin(message);
    while (reader.next()) {
      switch (reader.tag()) {
        case START_TIME -> startTimeUnixNano = reader.value();
        case TIME -> timeUnixNano = reader.value();
        case COUNT -> count = reader.value();
        case SUM -> readSum();
        case MIN -> readMin();
        case MAX -> readMax();
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

  @Override
  void begin(Slice next) {
    super.begin(next);
    positiveMessage.clear();
    negativeMessage.clear();
    original.clear();
    scale = 0;
    zeroCount = 0;
    zeroThreshold = 0;
  }
}
