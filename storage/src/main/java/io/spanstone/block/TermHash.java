package io.spanstone.block;

import io.spanstone.hash.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * The hash of byte strings in this process's tables: sixteen bytes a multiplication, and another
 * one in each process, so that no sender can choose strings that meet in one slot. What is stored
 * uses {@link XxHash64}.
 */
final class TermHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int STEP = 2 * Long.BYTES;
  static final long SEED = new SecureRandom().nextLong();
  private static final long SECRET = new SecureRandom().nextLong();

  private TermHash() {}

  /** The hash of the bytes {@code [from, to)}. */
  static int hash(byte[] array, int from, int to) {
    long hash = SEED + to - from;
    int last = to - STEP;
    for (int at = from; at < last; at += STEP) {
      hash = mix((long) LONG.get(array, at), (long) LONG.get(array, at + Long.BYTES), hash);
    }
    if (last >= from) { // the last sixteen, of which some may have been taken before
      hash = mix((long) LONG.get(array, last), (long) LONG.get(array, to - Long.BYTES), hash);
    } else if (to - from >= Long.BYTES) {
      hash = mix((long) LONG.get(array, from), (long) LONG.get(array, to - Long.BYTES), hash);
    } else {
      hash = mix(few(array, from, to), 0, hash);
    }
    return (int) (hash >>> 32);
  }

  /** The hash of what has been hashed so far, which begins with {@link #SEED}, and a number. */
  static long chain(long hash, long number) {
    return mix(number, 0, hash);
  }

  /** Fewer than eight bytes, read at once where the array goes on. */
  private static long few(byte[] array, int from, int to) {
    if (from == to) {
      return 0;
    }
    if (array.length - from >= Long.BYTES) {
      return (long) LONG.get(array, from) & (-1L >>> (Long.SIZE - Byte.SIZE * (to - from)));
    }
    long bytes = 0;
    for (int i = to - 1; i >= from; i--) {
      bytes = (bytes << Byte.SIZE) | (array[i] & 0xff);
    }
    return bytes;
  }

  private static long mix(long one, long other, long hash) {
    long a = one ^ SECRET;
    long b = other ^ hash;
    return Math.multiplyHigh(a, b) ^ (a * b);
  }
}
