package io.spanstone.collector.derive;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A quick hash of a few bytes, for tables that live no longer than the process. */
final class Hash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private Hash() {}

  /** The hash of the bytes {@code [from, to)}, after what {@code seed} stands for. */
  static long of(long seed, byte[] array, int from, int to) {
    long hash = mix(seed, to - from);
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash, (long) LONG.get(array, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | (array[at] & 0xff);
    }
    return mix(hash, rest);
  }

  static long mix(long hash, long value) {
    long mixed = (hash ^ value) * MULTIPLIER;
    return mixed ^ mixed >>> 32;
  }
}
