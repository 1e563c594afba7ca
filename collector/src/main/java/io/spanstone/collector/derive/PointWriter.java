package io.spanstone.collector.derive;

import io.spanstone.collector.cell.DurationScale;
import io.spanstone.otlp.WireWriter;
import java.util.Arrays;

/**
 * Writes points as OTLP, so that equal series have equal bytes. Source: opentelemetry-proto, {@code
 * ExponentialHistogramDataPoint} in {@code metrics/v1/metrics.proto}. Not thread-safe.
 */
final class PointWriter {
  private static final int START_TIME = 2;
  private static final int TIME = 3;
  private static final int COUNT = 4;
  private static final int SUM = 5;
  private static final int SCALE = 6;
  private static final int ZERO_COUNT = 7;
  private static final int POSITIVE = 8;
  private static final int EXEMPLARS = 11;

  private static final int OFFSET = 1;
  private static final int BUCKET_COUNTS = 2;

  private static final int EXEMPLAR_TIME = 2;
  private static final int EXEMPLAR_AS_DOUBLE = 3;
  private static final int EXEMPLAR_SPAN_ID = 4;
  private static final int EXEMPLAR_TRACE_ID = 5;

  private static final int MAX_VARINT_BYTES = 10;

  private final WireWriter out;

  /** The packed counts of one point's buckets. */
  private byte[] packed = new byte[1024];

  PointWriter(WireWriter out) {
    this.out = out;
  }

  /** Writes the fields of a point into the message that is open. */
  void write(Point point) {
    out.fields(point.attributes());
    out.fixed64(START_TIME, point.cell().startUnixNano());
    out.fixed64(TIME, point.cell().endUnixNano());
    out.fixed64(COUNT, point.count());
    out.doubleValue(SUM, point.sumSeconds());
    out.sint32(SCALE, DurationScale.SCALE);
    if (point.zeroCount() > 0) {
      out.fixed64(ZERO_COUNT, point.zeroCount());
    }
    if (point.buckets().size() > 0) {
      write(point.buckets());
    }
    point.exemplars().slowestFirst().forEach(this::write);
  }

  private void write(BucketCounts buckets) {
    int length = pack(buckets);
    int positive = out.begin(POSITIVE);
    out.sint32(OFFSET, buckets.bucket(0));
    out.bytes(BUCKET_COUNTS, packed, 0, length);
    out.end(positive);
  }

  /** Fills {@link #packed} with a number for each bucket from the first to the last. */
  private int pack(BucketCounts buckets) {
    int span = buckets.bucket(buckets.size() - 1) - buckets.bucket(0) + 1;
    int most = span + MAX_VARINT_BYTES * buckets.size();
    if (packed.length < most) {
      packed = new byte[most];
    }
    int length = 0;
    int bucket = buckets.bucket(0);
    for (int i = 0; i < buckets.size(); i++) {
      int empty = buckets.bucket(i) - bucket;
      Arrays.fill(packed, length, length + empty, (byte) 0);
      length = varint(buckets.count(i), length + empty);
      bucket += empty + 1;
    }
    return length;
  }

  private int varint(long value, int at) {
    int end = at;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      packed[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    packed[end++] = (byte) rest;
    return end;
  }

  private void write(Exemplars.Call call) {
    int exemplar = out.begin(EXEMPLARS);
    out.fixed64(EXEMPLAR_TIME, call.timeUnixNano());
    out.doubleValue(EXEMPLAR_AS_DOUBLE, call.seconds());
    out.bytes(EXEMPLAR_SPAN_ID, call.spanId());
    out.bytes(EXEMPLAR_TRACE_ID, call.traceId());
    out.end(exemplar);
  }
}
