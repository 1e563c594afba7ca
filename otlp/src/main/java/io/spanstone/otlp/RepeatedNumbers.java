package io.spanstone.otlp;

import java.util.Arrays;

/**
 * Walks a repeated number field, packed or not: bucket counts, bounds. Not thread-safe.
 *
 * <pre>{@code
 * RepeatedNumbers counts = point.bucketCounts();
 * while (counts.next()) {
 *   add(counts.longValue());
 * }
 * }</pre>
 */
public final class RepeatedNumbers {
  private final WireReader fields;
  private final WireReader packed = new WireReader();
  private final int packedTag;
  private final int singleTag;
  private long value;

  /**
   * Walks the numbers of one field of a message.
   *
   * @param wireType that of one number: {@link WireReader#VARINT} or {@link WireReader#FIXED64}
   */
  public RepeatedNumbers(Slice message, int number, int wireType) {
    fields = new WireReader(message);
    packedTag = number << 3 | WireReader.LEN;
    singleTag = number << 3 | wireType;
  }

  /** Steps to the next number; false after the last. */
  public boolean next() {
    while (!packed.hasMore()) {
      if (!fields.next()) {
        return false;
      }
      if (fields.tag() == singleTag) {
        value = fields.value();
        return true;
      }
      if (fields.tag() == packedTag) {
        fields.readContentWith(packed);
      }
    }
    value = (singleTag & 7) == WireReader.VARINT ? packed.varint() : packed.fixed64();
    return true;
  }

  /**
   * Skips numbers that are 0 and come next, quickly; not necessarily all of them. Histograms are
   * mostly empty buckets.
   *
   * @return how many were skipped
   */
  public int skipZeros() {
    return (singleTag & 7) == WireReader.VARINT ? packed.skipZeros() : 0;
  }

  public long longValue() {
    return value;
  }

  public double doubleValue() {
    return Double.longBitsToDouble(value);
  }

  /** The numbers that are left, as longs. */
  public long[] toLongArray() {
    long[] numbers = new long[16];
    int count = 0;
    while (next()) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = value;
    }
    return Arrays.copyOf(numbers, count);
  }

  /** The numbers that are left, as doubles. */
  public double[] toDoubleArray() {
    return Arrays.stream(toLongArray()).mapToDouble(Double::longBitsToDouble).toArray();
  }
}
