package io.spanstone.block;

import io.spanstone.hash.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * The hash of byte strings in this process's tables: eight bytes a step, and another one in each
 * process, so that no sender can choose strings that meet in one slot. What is stored uses {@link
 * XxHash64}.
 */
final class TermHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED = new SecureRandom().nextLong();
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private TermHash() {}

  /** The hash of the bytes {@code [from, to)}. */
  static int hash(byte[] array, int from, int to) {
    long hash = SEED + to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONG.get(array, at));
    }
    if (at < to) {
      hash = mix(hash ^ tail(array, from, at, to));
    }
    return (int) (hash >>> 32);
  }

  /** The last bytes, fewer than eight; of a longer string the last eight, which costs one read. */
  private static long tail(byte[] array, int from, int at, int to) {
    if (to - from >= Long.BYTES) {
      return (long) LONG.get(array, to - Long.BYTES);
    }
    if (array.length - at >= Long.BYTES) {
      return (long) LONG.get(array, at) & (-1L >>> (Long.SIZE - Byte.SIZE * (to - at)));
    }
    long tail = 0;
    for (int i = to - 1; i >= at; i--) {
      tail = (tail << Byte.SIZE) | (array[i] & 0xff);
    }
    return tail;
  }

  private static long mix(long value) {
    long high = Math.multiplyHigh(value, MULTIPLIER);
    return high ^ (value * MULTIPLIER);
  }
}
