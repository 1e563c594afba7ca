package io.spanstone.agent.redact;

/** A part of a text, packed into a long so that looking for one allocates nothing. */
final class Range {

  static final long NONE = -1;

  private Range() {}

  static long of(int start, int end) {
    return (long) start << 32 | end;
  }

  static int start(long range) {
    return (int) (range >>> 32);
  }

  static int end(long range) {
    return (int) range;
  }
}
