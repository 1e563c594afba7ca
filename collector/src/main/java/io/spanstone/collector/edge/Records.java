package io.spanstone.collector.edge;

import io.spanstone.otlp.Slice;
import java.nio.ByteBuffer;

/** Records of equal size, one behind the other, in a buffer that grows. Not thread-safe. */
final class Records {
  private ByteBuffer bytes = ByteBuffer.allocate(512);
  private int count;

  /** Starts a record; its fields are to be put next. */
  Records start(int recordBytes) {
    if (bytes.remaining() < recordBytes) {
      bytes = ByteBuffer.allocate(2 * bytes.capacity()).put(bytes.flip());
    }
    count++;
    return this;
  }

  Records put(long value) {
    bytes.putLong(value);
    return this;
  }

  Records put(int value) {
    bytes.putInt(value);
    return this;
  }

  Records putByte(int value) {
    bytes.put((byte) value);
    return this;
  }

  Records put(Slice value) {
    bytes.put(value.array(), value.from(), value.length());
    return this;
  }

  int sizeBytes() {
    return Integer.BYTES + bytes.position();
  }

  void writeTo(ByteBuffer out) {
    out.putInt(count).put(bytes.array(), 0, bytes.position());
  }
}
