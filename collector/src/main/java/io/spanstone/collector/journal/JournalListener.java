package io.spanstone.collector.journal;

import io.spanstone.otlp.Signal;

/**
 * What a journal tells its owner. Calls for one signal come one at a time, from one thread that is
 * the lane's writer (or, during {@link Journal#open}, the opener); calls for different signals may
 * come at once. An implementation must be quick and must not throw: the lane waits for it.
 */
public interface JournalListener {
  /**
   * An entry of so many records has become durable. Comes before the future of its append completes
   * and before the segment that holds it is {@linkplain #closed handed over}, so the records of a
   * segment have always been counted when it arrives.
   */
  void journaled(Signal signal, int records);

  /**
   * A segment is closed and complete on disk; the listener owns it until it calls {@link
   * ClosedSegment#release()}. Segments of earlier runs come first, oldest first, before {@link
   * Journal#open} returns, with {@link ClosedSegment#recovered()} true; their records were never
   * told to {@link #journaled} of this listener.
   */
  void closed(ClosedSegment segment);
}
