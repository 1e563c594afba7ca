package io.spanstone.storage.red;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the calls, or spans, of one group in one stretch of time. Immutable, but that it
 * remembers how it was written. Thread-safe.
 */
public final class Calls {
  /** No calls at all. */
  public static final Calls NONE = new Calls(0, 0, 0, 0, 0, 0, 0);

  private final long count;
  private final long errors;
  private final long p50Nanos;
  private final long p90Nanos;
  private final long p95Nanos;
  private final long p99Nanos;
  private final long slow;
  private volatile byte @Nullable [] text;

  /**
   * @param count how many, exactly
   * @param errors how many of them failed, exactly
   * @param p50Nanos half of them took this long or less, within 1 %; likewise the others. 0 if
   *     there are none
   * @param slow how many did not fail, but took longer than the query's threshold; 0 if it has none
   */
  public Calls(
      long count,
      long errors,
      long p50Nanos,
      long p90Nanos,
      long p95Nanos,
      long p99Nanos,
      long slow) {
    this.count = count;
    this.errors = errors;
    this.p50Nanos = p50Nanos;
    this.p90Nanos = p90Nanos;
    this.p95Nanos = p95Nanos;
    this.p99Nanos = p99Nanos;
    this.slow = slow;
  }

  /** Calls that no threshold was asked of. */
  public Calls(
      long count, long errors, long p50Nanos, long p90Nanos, long p95Nanos, long p99Nanos) {
    this(count, errors, p50Nanos, p90Nanos, p95Nanos, p99Nanos, 0);
  }

  public long count() {
    return count;
  }

  public long errors() {
    return errors;
  }

  public long p50Nanos() {
    return p50Nanos;
  }

  public long p90Nanos() {
    return p90Nanos;
  }

  public long p95Nanos() {
    return p95Nanos;
  }

  public long p99Nanos() {
    return p99Nanos;
  }

  public long slow() {
    return slow;
  }

  /** Errors ÷ calls; 0 if there are none. */
  double errorRate() {
    return count == 0 ? 0 : (double) errors / count;
  }

  /**
   * How it is written in charts. That is remembered, since charts show the same again and again:
   * what is asked later is answered as {@code writer} of the first time did.
   *
   * @return not to be changed
   */
  public byte[] text(Function<Calls, byte[]> writer) {
    byte[] known = text;
    if (known == null) {
      known = writer.apply(this);
      text = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Calls calls
        && count == calls.count
        && errors == calls.errors
        && p50Nanos == calls.p50Nanos
        && p90Nanos == calls.p90Nanos
        && p95Nanos == calls.p95Nanos
        && p99Nanos == calls.p99Nanos
        && slow == calls.slow;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count + 31 * errors + 1_009 * p50Nanos + 10_007 * p99Nanos);
  }

  @Override
  public String toString() {
    return "Calls[count=%d, errors=%d, p50Nanos=%d, p90Nanos=%d, p95Nanos=%d, p99Nanos=%d, slow=%d]"
        .formatted(count, errors, p50Nanos, p90Nanos, p95Nanos, p99Nanos, slow);
  }
}
