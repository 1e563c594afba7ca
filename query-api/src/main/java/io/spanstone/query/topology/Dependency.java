package io.spanstone.query.topology;

import io.spanstone.metric.HistogramSum;
import io.spanstone.metric.NativeHistogram;
import java.util.OptionalLong;

/** The calls from one node of the graph to another, over one type of connection. */
public final class Dependency {
  private static final double NANOS_PER_SECOND = 1e9;

  private final String source;
  private final String target;
  private final String type;
  private final HistogramSum durations = new HistogramSum();
  private final HistogramSum queued = new HistogramSum();
  private double calls;
  private double errors;

  Dependency(String source, String target, String type) {
    this.source = source;
    this.target = target;
    this.type = type;
  }

  void add(NativeHistogram calls, boolean failed) {
    durations.add(calls);
    this.calls += calls.count();
    errors += failed ? calls.count() : 0;
  }

  void addQueued(NativeHistogram messages) {
    queued.add(messages);
  }

  /** The node that calls, or that a message is received from. */
  public String source() {
    return source;
  }

  public String target() {
    return target;
  }

  /** {@code http}, {@code rpc}, {@code messaging}, {@code database} or {@code unknown}. */
  public String type() {
    return type;
  }

  public long calls() {
    return Math.round(calls);
  }

  public long errors() {
    return Math.round(errors);
  }

  /** The duration that a share of the calls, 0 to 1, do not exceed; 0 if there are no calls. */
  public long durationNanos(double quantile) {
    return durations.isEmpty() ? 0 : nanos(durations.result().quantile(quantile));
  }

  /** The same of the time of messages in the queue; empty if that is of no message known. */
  public OptionalLong queuedNanos(double quantile) {
    return queued.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(nanos(queued.result().quantile(quantile)));
  }

  private static long nanos(double seconds) {
    return Double.isFinite(seconds) ? Math.max(0, Math.round(seconds * NANOS_PER_SECOND)) : 0;
  }
}
