package io.spanstone.collector.edge;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.spanstone.otlp.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A span of a trace as one number, by which the two spans of a call find each other. Two spans get
 * the same number once in 2^64.
 */
final class CallKey {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private CallKey() {}

  /**
   * The key of a span.
   *
   * @param traceId 16 bytes
   * @param spanId 8 bytes
   */
  static long of(Slice traceId, Slice spanId) {
    return of(
        (long) LONG.get(traceId.array(), traceId.from()),
        (long) LONG.get(traceId.array(), traceId.from() + Long.BYTES),
        (long) LONG.get(spanId.array(), spanId.from()));
  }

  static long of(long traceIdHigh, long traceIdLow, long spanId) {
    return mix(mix(traceIdHigh * MULTIPLIER ^ traceIdLow) ^ spanId);
  }

  /** Source: the finalizer of Stafford's variant 13 of MurmurHash3, a bijection. */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
