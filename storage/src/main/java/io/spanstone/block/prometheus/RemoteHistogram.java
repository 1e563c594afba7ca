package io.spanstone.block.prometheus;

import io.spanstone.metric.HistogramBuckets;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.RepeatedNumbers;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import java.util.Arrays;

/**
 * A native histogram as remote write has it. A reusable flyweight; not thread-safe.
 *
 * <p>Buckets come in spans: so many indexes further on there are so many buckets in a row. Those of
 * whole counts are told as the differences from one bucket to the next, those of fractional counts
 * as they are. Source: message {@code prometheus.Histogram}, prompb/types.proto.
 */
public final class RemoteHistogram {
  /** The schema of histograms whose buckets have bounds of their own choice. */
  public static final int CUSTOM_BUCKETS = -53;

  private static final int COUNT_INT = 1 << 3 | WireReader.VARINT;
  private static final int COUNT_FLOAT = 2 << 3 | WireReader.FIXED64;
  private static final int SUM = 3 << 3 | WireReader.FIXED64;
  private static final int SCHEMA = 4 << 3 | WireReader.VARINT;
  private static final int ZERO_THRESHOLD = 5 << 3 | WireReader.FIXED64;
  private static final int ZERO_COUNT_INT = 6 << 3 | WireReader.VARINT;
  private static final int ZERO_COUNT_FLOAT = 7 << 3 | WireReader.FIXED64;
  private static final int NEGATIVE_SPANS = 8 << 3 | WireReader.LEN;
  private static final int NEGATIVE_DELTAS = 9;
  private static final int NEGATIVE_COUNTS = 10;
  private static final int POSITIVE_SPANS = 11 << 3 | WireReader.LEN;
  private static final int POSITIVE_DELTAS = 12;
  private static final int POSITIVE_COUNTS = 13;
  private static final int TIMESTAMP = 15 << 3 | WireReader.VARINT;
  private static final int CUSTOM_VALUES = 16;

  private static final int SPAN_OFFSET = 1 << 3 | WireReader.VARINT;
  private static final int SPAN_LENGTH = 2 << 3 | WireReader.VARINT;

  private final WireReader reader = new WireReader();
  private final WireReader span = new WireReader();
  private Slice message = Slice.EMPTY;
  private boolean floats;
  private double count;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private double zeroCount;
  private long timeMillis;

  /**
   * Reads the histogram in {@code message}. Returns this.
   *
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public RemoteHistogram read(Slice message) {
    clear(message);
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      switch (reader.tag()) {
        case COUNT_INT -> setCount(unsigned(reader.value()), false);
        case COUNT_FLOAT -> setCount(reader.doubleValue(), true);
        case SUM -> sum = reader.doubleValue();
        case SCHEMA -> schema = reader.sint32();
        case ZERO_THRESHOLD -> zeroThreshold = reader.doubleValue();
        case ZERO_COUNT_INT -> zeroCount = unsigned(reader.value());
        case ZERO_COUNT_FLOAT -> zeroCount = reader.doubleValue();
        case TIMESTAMP -> timeMillis = reader.value();
        default -> {} // buckets are walked on demand
      }
    }
    return this;
  }

  /** Whether its counts may be fractional. */
  public boolean isFloat() {
    return floats;
  }

  public double count() {
    return count;
  }

  /** The sum of the observations; a stale marker if the series has ended. */
  public double sum() {
    return sum;
  }

  /** The resolution, or {@link #CUSTOM_BUCKETS}. */
  public int schema() {
    return schema;
  }

  /** Milliseconds since the Unix epoch. */
  public long timeMillis() {
    return timeMillis;
  }

  /** The upper bounds of custom buckets, without the infinite one. */
  public double[] customBounds() {
    return new RepeatedNumbers(message, CUSTOM_VALUES, WireReader.FIXED64).toDoubleArray();
  }

  /**
   * The counts of custom buckets, each with those between it and the one before; one more than
   * there are bounds.
   *
   * @throws IllegalArgumentException if the buckets do not fit the bounds
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public double[] customCounts() {
    double[] bounds = customBounds();
    for (int i = 0; i < bounds.length; i++) {
      require(
          Double.isFinite(bounds[i]) && (i == 0 || bounds[i] > bounds[i - 1]),
          "bounds of custom buckets must ascend and be finite");
    }
    HistogramBuckets buckets = positive();
    require(negative().isEmpty() && zeroCount == 0, "custom buckets have no negative ones");
    double[] counts = new double[bounds.length + 1];
    for (int i = 0; i < buckets.size(); i++) {
      int index = buckets.index(i);
      require(index >= 0 && index < counts.length, "there are more custom buckets than bounds");
      counts[index] = buckets.count(i);
    }
    return counts;
  }

  /**
   * The histogram.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   * @throws MalformedOtlpException if the bytes are no protobuf message
   */
  public NativeHistogram nativeHistogram() {
    require(count >= 0 && zeroCount >= 0, "a count is negative or no number");
    return new NativeHistogram(
        schema, zeroThreshold, zeroCount, count, sum, positive(), negative());
  }

  private HistogramBuckets positive() {
    return buckets(POSITIVE_SPANS, POSITIVE_DELTAS, POSITIVE_COUNTS);
  }

  private HistogramBuckets negative() {
    return buckets(NEGATIVE_SPANS, NEGATIVE_DELTAS, NEGATIVE_COUNTS);
  }

  private HistogramBuckets buckets(int spansTag, int deltasNumber, int countsNumber) {
    double[] counts =
        floats
            ? new RepeatedNumbers(message, countsNumber, WireReader.FIXED64).toDoubleArray()
            : ofDeltas(new RepeatedNumbers(message, deltasNumber, WireReader.VARINT));
    for (double each : counts) {
      require(each >= 0, "the count of a bucket is negative or no number");
    }
    return HistogramBuckets.sparse(indexes(spansTag, counts.length), counts);
  }

  private static double[] ofDeltas(RepeatedNumbers deltas) {
    double[] counts = new double[16];
    int size = 0;
    long current = 0;
    while (deltas.next()) {
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, 2 * size);
      }
      long bits = deltas.longValue();
      current += bits >>> 1 ^ -(bits & 1);
      counts[size++] = current;
    }
    return Arrays.copyOf(counts, size);
  }

  private int[] indexes(int spansTag, int buckets) {
    int[] indexes = new int[buckets];
    int size = 0;
    long next = 0;
    boolean first = true;
    reader.reset(message.array(), message.from(), message.to());
    while (reader.next()) {
      if (reader.tag() != spansTag) {
        continue;
      }
      int offset = 0;
      long length = 0;
      span.reset(message.array(), reader.from(), reader.to());
      while (span.next()) {
        switch (span.tag()) {
          case SPAN_OFFSET -> offset = span.sint32();
          case SPAN_LENGTH -> length = span.value() & 0xffff_ffffL;
          default -> {} // unknown
        }
      }
      require(first || offset >= 0, "spans of buckets overlap");
      require(length <= buckets - size, "spans have more buckets than there are counts");
      first = false;
      next += offset;
      require(next + length <= Integer.MAX_VALUE, "a bucket is beyond all numbers");
      for (long i = 0; i < length; i++) {
        indexes[size++] = (int) next++;
      }
    }
    require(size == buckets, "spans have fewer buckets than there are counts");
    return indexes;
  }

  private void setCount(double value, boolean isFloat) {
    count = value;
    floats = isFloat;
  }

  private void clear(Slice next) {
    message = next;
    floats = false;
    count = 0;
    sum = 0;
    schema = 0;
    zeroThreshold = 0;
    zeroCount = 0;
    timeMillis = 0;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }
}
