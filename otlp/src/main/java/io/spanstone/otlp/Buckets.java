package io.spanstone.otlp;

/**
 * One side of an exponential histogram: bucket {@code i} counts the magnitudes in {@code
 * (base^(offset+i), base^(offset+i+1)]}. Not thread-safe.
 *
 * <p>Source: opentelemetry-proto, {@code ExponentialHistogramDataPoint.Buckets} in {@code
 * metrics/v1/metrics.proto}.
 */
public final class Buckets {
  private static final int OFFSET = 1 << 3 | WireReader.VARINT;
  private static final int BUCKET_COUNTS = 2;

  private final WireReader reader = new WireReader();
  private Slice message = Slice.EMPTY;
  private int offset;

  Buckets() {}

  Buckets read(Slice message) {
    this.message = message;
    offset = 0;
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      if (reader.tag() == OFFSET) {
        offset = reader.sint32();
      }
    }
    return this;
  }

  /** The exponent of the base at which the first bucket starts. */
  public int offset() {
    return offset;
  }

  /** Unsigned counts. */
  public RepeatedNumbers bucketCounts() {
    return new RepeatedNumbers(message, BUCKET_COUNTS, WireReader.VARINT);
  }
}
