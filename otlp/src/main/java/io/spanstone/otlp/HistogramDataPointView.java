package io.spanstone.otlp;

/**
 * One data point of a histogram with explicit bounds. A reusable flyweight; not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code HistogramDataPoint} in {@code metrics/v1/metrics.proto}.
 */
public final class HistogramDataPointView extends HistogramView {
  private static final int BUCKET_COUNTS = 6;
  private static final int EXPLICIT_BOUNDS = 7;
  private static final int EXEMPLARS = 8 << 3 | WireReader.LEN;
  private static final int ATTRIBUTES = 9 << 3 | WireReader.LEN;
  private static final int FLAGS = 10 << 3 | WireReader.VARINT;
  private static final int MIN = 11 << 3 | WireReader.FIXED64;
  private static final int MAX = 12 << 3 | WireReader.FIXED64;

  /** An empty point. */
  public HistogramDataPointView() {
    super(ATTRIBUTES, EXEMPLARS);
  }

  @Override
  public HistogramDataPointView read(Slice message) {
    begin(message);
    while (reader.next()) {
      switch (reader.tag()) {
        case START_TIME -> startTimeUnixNano = reader.value();
        case TIME -> timeUnixNano = reader.value();
        case COUNT -> count = reader.value();
        case SUM -> readSum();
        case MIN -> readMin();
        case MAX -> readMax();
        case FLAGS -> flags = (int) reader.value();
        default -> {} // buckets, attributes and exemplars are walked on demand
      }
    }
    return this;
  }

  /** Unsigned counts, one more than there are bounds, or none at all. */
  public RepeatedNumbers bucketCounts() {
    return new RepeatedNumbers(message, BUCKET_COUNTS, WireReader.FIXED64);
  }

  /** The upper, inclusive bounds of all buckets but the last, rising. */
  public RepeatedNumbers explicitBounds() {
    return new RepeatedNumbers(message, EXPLICIT_BOUNDS, WireReader.FIXED64);
  }
}
