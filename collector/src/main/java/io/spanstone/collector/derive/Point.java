package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
import io.spanstone.otlp.ExemplarView;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.RepeatedNumbers;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import io.spanstone.otlp.WireReader;

/**
 * One data point of derived metrics, on its way to be written, or read back to be merged. Not
 * thread-safe.
 */
final class Point {
  private static final int ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int MAX_EXEMPLARS = 2;

  private final Slice attributes;
  private final Cell cell;
  private final Exemplars exemplars;
  private long count;
  private long zeroCount;
  private double sumSeconds;
  private BucketCounts buckets;

  /**
   * @param attributes the encoded attributes of the series, tags included
   */
  Point(
      Slice attributes,
      Cell cell,
      long count,
      long zeroCount,
      double sumSeconds,
      BucketCounts buckets,
      Exemplars exemplars) {
    this.attributes = attributes;
    this.cell = cell;
    this.count = count;
    this.zeroCount = zeroCount;
    this.sumSeconds = sumSeconds;
    this.buckets = buckets;
    this.exemplars = exemplars;
  }

  /** A point as {@link PointWriter} writes it: its attributes come first. */
  static Point read(Slice message, ExponentialHistogramDataPointView view) {
    view.read(message);
    BucketCounts buckets = new BucketCounts(16);
    int bucket = view.positive().offset();
    for (RepeatedNumbers counts = view.positive().bucketCounts(); counts.next(); bucket++) {
      if (counts.longValue() != 0) {
        buckets.append(bucket, counts.longValue());
      }
    }
    Exemplars exemplars = new Exemplars(MAX_EXEMPLARS);
    ExemplarView exemplar = new ExemplarView();
    for (Submessages each = view.exemplars(); each.next(); ) {
      exemplar.read(each.message());
      exemplars.add(
          new Exemplars.Call(
              exemplar.doubleValue(),
              exemplar.timeUnixNano(),
              exemplar.traceId(),
              exemplar.spanId()));
    }
    return new Point(
        attributes(message),
        new Cell(view.startTimeUnixNano(), view.timeUnixNano()),
        view.count(),
        view.zeroCount(),
        view.sum(),
        buckets,
        exemplars);
  }

  /** Adds another point of the same series and cell. */
  void add(Point other) {
    count += other.count;
    zeroCount += other.zeroCount;
    sumSeconds += other.sumSeconds;
    buckets = buckets.plus(other.buckets);
    other.exemplars.slowestFirst().forEach(exemplars::add);
  }

  /** The same calls as a point of another series and cell, without exemplars. */
  Point as(Slice otherAttributes, Cell otherCell) {
    return new Point(
        otherAttributes, otherCell, count, zeroCount, sumSeconds, buckets, new Exemplars(0));
  }

  /** What it holds in memory, more or less, in bytes. */
  int weight() {
    return 200 + attributes.length() + 12 * buckets.size();
  }

  Slice attributes() {
    return attributes;
  }

  Cell cell() {
    return cell;
  }

  long count() {
    return count;
  }

  long zeroCount() {
    return zeroCount;
  }

  double sumSeconds() {
    return sumSeconds;
  }

  BucketCounts buckets() {
    return buckets;
  }

  Exemplars exemplars() {
    return exemplars;
  }

  private static Slice attributes(Slice message) {
    int end = message.from();
    WireReader fields = new WireReader(message);
    while (fields.next() && fields.tag() == ATTRIBUTES) {
      end = fields.to();
    }
    return new Slice(message.array(), message.from(), end);
  }
}
