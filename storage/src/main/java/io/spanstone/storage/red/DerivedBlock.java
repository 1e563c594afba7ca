package io.spanstone.storage.red;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The points of derived durations in a block, without the empty buckets that they mostly consist
 * of. A point is some varints: its series, its cell, its count, its zero count, how many bytes its
 * buckets take; and for each bucket the distance to the one before, doubled, plus 1 if it counts
 * one, else its count. Immutable.
 */
final class DerivedBlock {
  /** Where the distances begin: hardly anything takes less time. */
  private static final int FIRST_BUCKET = -4_096;

  /** And of the head that it is known by. */
  private static final int BYTES_OF_ITSELF = 512;

  private static final int BYTES_OF_A_SERIES = 4;
  private static final int BYTES_OF_A_CELL = 16;

  private final List<DerivedSeries> series;
  private final List<Cell> cells;
  private final byte[] points;

  /** The time that points cover, in nanoseconds since the epoch. */
  record Cell(long startUnixNano, long endUnixNano) {
    private boolean is(long start, long end) {
      return startUnixNano == start && endUnixNano == end;
    }
  }

  private DerivedBlock(List<DerivedSeries> series, List<Cell> cells, byte[] points) {
    this.series = series;
    this.cells = cells;
    this.points = points;
  }

  /** Those that {@link Points#series} counts by. */
  List<DerivedSeries> series() {
    return series;
  }

  /** Those that {@link Points#cell} counts by. */
  List<Cell> cells() {
    return cells;
  }

  /** What it takes in memory, in bytes; its series are shared with other blocks. */
  int weight() {
    return BYTES_OF_ITSELF
        + points.length
        + BYTES_OF_A_SERIES * series.size()
        + BYTES_OF_A_CELL * cells.size();
  }

  /** Walks the points. */
  Points points() {
    return new Points(points);
  }

  /** Walks points, and the buckets of each as far as one likes. Not thread-safe. */
  static final class Points {
    private final byte[] bytes;
    private int position;
    private int end;
    private int series;
    private int cell;
    private long count;
    private long zeroCount;
    private int bucket;
    private long bucketCount;

    private Points(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Steps to the next point; false after the last. */
    boolean next() {
      position = end;
      if (position == bytes.length) {
        return false;
      }
      series = (int) varint();
      cell = (int) varint();
      count = varint();
      zeroCount = varint();
      int length = (int) varint();
      end = position + length;
      bucket = FIRST_BUCKET;
      return true;
    }

    /** Steps to the point's next bucket that is not empty; false after the last. */
    boolean nextBucket() {
      if (position == end) {
        return false;
      }
      long step = varint();
      bucket += (int) (step >> 1);
      bucketCount = (step & 1) == 1 ? 1 : varint();
      return true;
    }

    int series() {
      return series;
    }

    int cell() {
      return cell;
    }

    long count() {
      return count;
    }

    long zeroCount() {
      return zeroCount;
    }

    int bucket() {
      return bucket;
    }

    long bucketCount() {
      return bucketCount;
    }

    private long varint() {
      long value = bytes[position++];
      if (value >= 0) {
        return value;
      }
      value &= 0x7f;
      for (int shift = 7; ; shift += 7) {
        byte next = bytes[position++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }
  }

  /** Makes one block after the other. Not thread-safe. */
  static final class Builder {
    private final List<DerivedSeries> series = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final Map<Cell, Integer> places = new HashMap<>();
    private byte[] bytes = new byte[1 << 16];
    private int size;
    private byte[] buckets = new byte[1 << 10];
    private int bucketsSize;
    private int lastBucket = FIRST_BUCKET;
    private @Nullable Cell lastCell;
    private int placeOfLastCell;

    /** Adds a series; returns what points count it by. */
    int addSeries(DerivedSeries added) {
      series.add(added);
      return series.size() - 1;
    }

    /** Adds a bucket to the next point; the least first. */
    void addBucket(int bucket, long count) {
      buckets = room(buckets, bucketsSize);
      long step = (long) (bucket - lastBucket) << 1;
      lastBucket = bucket;
      if (count == 1) {
        bucketsSize = varint(buckets, bucketsSize, step | 1);
      } else {
        bucketsSize = varint(buckets, bucketsSize, step);
        bucketsSize = varint(buckets, bucketsSize, count);
      }
    }

    /** Adds a point with the buckets that were added since the last one. */
    void addPoint(int ofSeries, long startUnixNano, long endUnixNano, long count, long zeroCount) {
      bytes = room(bytes, size + bucketsSize);
      size = varint(bytes, size, ofSeries);
      size = varint(bytes, size, place(startUnixNano, endUnixNano));
      size = varint(bytes, size, count);
      size = varint(bytes, size, zeroCount);
      size = varint(bytes, size, bucketsSize);
      System.arraycopy(buckets, 0, bytes, size, bucketsSize);
      size += bucketsSize;
      bucketsSize = 0;
      lastBucket = FIRST_BUCKET;
    }

    /** The block; what is added from now on is of another one. */
    DerivedBlock finish() {
      DerivedBlock block =
          new DerivedBlock(List.copyOf(series), List.copyOf(cells), Arrays.copyOf(bytes, size));
      series.clear();
      cells.clear();
      places.clear();
      lastCell = null;
      size = 0;
      return block;
    }

    private int place(long startUnixNano, long endUnixNano) {
      if (lastCell == null || !lastCell.is(startUnixNano, endUnixNano)) {
        lastCell = new Cell(startUnixNano, endUnixNano);
        Integer known = places.putIfAbsent(lastCell, cells.size());
        placeOfLastCell = known == null ? cells.size() : known;
        if (known == null) {
          cells.add(lastCell);
        }
      }
      return placeOfLastCell;
    }

    /** With room for some varints. */
    private static byte[] room(byte[] bytes, int size) {
      return size > bytes.length - 64 ? Arrays.copyOf(bytes, 2 * size + 64) : bytes;
    }

    private static int varint(byte[] to, int at, long value) {
      int position = at;
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        to[position++] = (byte) ((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      to[position++] = (byte) rest;
      return position;
    }
  }
}
