package io.spanstone.metric;

/**
 * A populated bucket of a native histogram. A positive bucket includes its upper bound, a negative
 * one its lower bound, the zero bucket, whose lower bound is negative and whose upper bound is
 * positive or both zero, both.
 */
public record HistogramBucket(double lower, double upper, double count) {

  /** Whether this is the bucket around zero. */
  public boolean isZero() {
    return lower <= 0 && upper >= 0;
  }
}
