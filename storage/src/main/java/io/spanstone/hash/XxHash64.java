package io.spanstone.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 with seed 0, by the xxHash specification 0.1.1. */
public final class XxHash64 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private XxHash64() {}

  /** The hash of the bytes {@code [from, to)}. */
  public static long hash(byte[] array, int from, int to) {
    int at = from;
    long hash;
    if (to - from >= 32) {
      int stripesEnd = from + ((to - from) & ~31);
      hash = stripes(array, from, stripesEnd);
      at = stripesEnd;
    } else {
      hash = PRIME_5;
    }
    hash += to - from;
    return avalanche(tail(hash, array, at, to));
  }

  private static long stripes(byte[] array, int from, int to) {
    long a = 0x60EA27EEADC0B5D6L; // PRIME_1 + PRIME_2
    long b = PRIME_2;
    long c = 0;
    long d = -PRIME_1;
    for (int at = from; at < to; at += 32) {
      a = round(a, (long) LONG.get(array, at));
      b = round(b, (long) LONG.get(array, at + 8));
      c = round(c, (long) LONG.get(array, at + 16));
      d = round(d, (long) LONG.get(array, at + 24));
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    hash = merge(hash, a);
    hash = merge(hash, b);
    hash = merge(hash, c);
    return merge(hash, d);
  }

  private static long tail(long start, byte[] array, int from, int to) {
    long hash = start;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash ^= round(0, (long) LONG.get(array, at));
      hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
    }
    if (at + 4 <= to) {
      hash ^= ((int) INT.get(array, at) & 0xffffffffL) * PRIME_1;
      hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
      at += 4;
    }
    for (; at < to; at++) {
      hash ^= (array[at] & 0xff) * PRIME_5;
      hash = Long.rotateLeft(hash, 11) * PRIME_1;
    }
    return hash;
  }

  private static long round(long accumulator, long input) {
    return Long.rotateLeft(accumulator + input * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long accumulator) {
    return (hash ^ round(0, accumulator)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long hash) {
    long result = hash;
    result = (result ^ (result >>> 33)) * PRIME_2;
    result = (result ^ (result >>> 29)) * PRIME_3;
    return result ^ (result >>> 32);
  }
}
