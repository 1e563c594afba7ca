package io.spanstone.block;

import java.time.Instant;

/**
 * Times as signed nanoseconds since the Unix epoch, the form in which blocks keep them. What lies
 * before 1970 becomes 0, what lies beyond the year 2262 becomes {@link Long#MAX_VALUE}.
 */
public final class UnixNano {
  private static final long PER_SECOND = 1_000_000_000L;

  private UnixNano() {}

  public static long of(Instant time) {
    if (time.getEpochSecond() < 0) {
      return 0;
    }
    if (time.getEpochSecond() >= Long.MAX_VALUE / PER_SECOND) {
      return Long.MAX_VALUE;
    }
    return time.getEpochSecond() * PER_SECOND + time.getNano();
  }

  /** From OTLP's unsigned nanoseconds. */
  public static long ofUnsigned(long unsignedUnixNano) {
    return unsignedUnixNano < 0 ? Long.MAX_VALUE : unsignedUnixNano;
  }

  public static Instant toInstant(long unixNano) {
    return Instant.ofEpochSecond(0, unixNano);
  }
}
