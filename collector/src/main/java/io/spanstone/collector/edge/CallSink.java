package io.spanstone.collector.edge;

/** Takes calls that were settled later than their spans came. */
public interface CallSink {
  void call(Edge edge, SettledCall call);

  /** The edge leads from a queue to who receives of it; the call's duration is the time in it. */
  void queued(Edge edge, SettledCall call);
}
