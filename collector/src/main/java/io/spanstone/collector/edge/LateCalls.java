package io.spanstone.collector.edge;

import io.spanstone.otlp.SpanView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which side counted a call that its server may end long after its caller gave up, when the window
 * in which the two find each other is over: the first that counts is the only one. A restart
 * forgets it all, and of too many the oldest are forgotten. Thread-safe.
 */
public final class LateCalls {
  /** Ends of a call that are farther apart than the window are of one that took longer. */
  private static final long LONG_NANOS = 5_000_000_000L;

  private static final int MAX_CALLS = 100_000;

  private enum Side {
    CALLER,
    SERVER
  }

  private final Map<Long, Side> counted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Side> eldest) {
          return size() > MAX_CALLS;
        }
      };

  /** How many are known. */
  public synchronized int size() {
    return counted.size();
  }

  /** Whether a span that was called by its parent counts the call. */
  boolean countsAtServer(SpanView span) {
    return span.durationNanos() < LONG_NANOS
        || isFirst(CallKey.of(span.traceId(), span.parentSpanId()), Side.SERVER);
  }

  /**
   * Whether the caller counts a call that no server side was found of.
   *
   * @param key of its span
   */
  boolean countsAtCaller(long key) {
    return isFirst(key, Side.CALLER);
  }

  /** The same side may ask again: what it was told then may have been lost. */
  private synchronized boolean isFirst(long key, Side side) {
    return counted.computeIfAbsent(key, unused -> side) == side;
  }
}
