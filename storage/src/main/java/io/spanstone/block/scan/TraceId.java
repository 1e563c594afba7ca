package io.spanstone.block.scan;

import io.spanstone.otlp.Slice;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A trace id, as a map key and in the order of its bytes. */
public record TraceId(long high, long low) implements Comparable<TraceId> {
  /** How many bytes an id has. */
  public static final int BYTES = 16;

  /** No valid id; before all others. */
  public static final TraceId ZERO = new TraceId(0, 0);

  /** The id in a slice of 16 bytes. */
  public static TraceId of(Slice bytes) {
    if (bytes.length() != BYTES) {
      throw new IllegalArgumentException("a trace id has 16 bytes, not " + bytes.length());
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes.array(), bytes.from(), BYTES);
    return new TraceId(buffer.getLong(), buffer.getLong());
  }

  public Slice bytes() {
    return Slice.of(ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array());
  }

  /** 32 lower-case hex digits. */
  public String hex() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }

  @Override
  public int compareTo(TraceId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }
}
