package io.spanstone.collector.journal;

/**
 * Memory that one segment after the other is read into, so that reading makes no garbage of the
 * size of the traffic. Keeps what the largest segment needed. Not thread-safe.
 */
public final class SegmentBuffer {
  /** A segment of usual size may be this long; a longer one is not worth keeping memory for. */
  private static final int MAX_KEPT_BYTES = 64 << 20;

  private byte[] bytes = new byte[0];

  /** Room for that many bytes; what was read before is overwritten. */
  byte[] atLeast(int length) {
    if (length > MAX_KEPT_BYTES) {
      return new byte[length];
    }
    if (bytes.length < length) {
      bytes = new byte[Math.min(MAX_KEPT_BYTES, Math.max(length, 2 * bytes.length))];
    }
    return bytes;
  }
}
