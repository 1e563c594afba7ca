package io.spanstone.collector.pack;

import io.spanstone.block.PeriodRule;
import io.spanstone.collector.derive.DerivedEntry;
import io.spanstone.collector.derive.DerivedMetrics;
import io.spanstone.collector.derive.Deriver;
import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the points that are derived from a segment of traces into the metrics lane, before the
 * segment has a manifest: what is shipped has been derived from. A crash in between derives again;
 * {@link SourceOwners} sees to it that it counts once. Thread-safe.
 */
public final class Derivation {
  private final Deriver deriver;
  private final SourceOwners owners;

  /** Sources whose points are in the journal by this run, and which are not released yet. */
  private final Set<UUID> appended = ConcurrentHashMap.newKeySet();

  public Derivation(Deriver deriver, SourceOwners owners) {
    this.deriver = deriver;
    this.owners = owners;
  }

  /** The way into the metrics lane of the journal. */
  @FunctionalInterface
  public interface Lane {
    /**
     * Appends an entry of derived points; durable when it returns.
     *
     * @throws IOException if the lane does not take it now
     */
    void append(Slice payload, int points) throws IOException, InterruptedException;
  }

  /** A segment was closed or recovered; to be told before it is packed. */
  public void closed(ClosedSegment segment) {
    owners.closed(segment);
  }

  /** All that earlier runs left has been told. */
  public void recovered() {
    owners.recovered();
  }

  /** A segment has been released. */
  public void released(ClosedSegment segment) {
    appended.remove(segment.id());
    owners.released(segment);
  }

  /**
   * Derives from a segment of traces, unless that has been done.
   *
   * @param requests of the segment, well-formed
   * @param accepted what event times metrics may have
   */
  void derive(ClosedSegment segment, List<Slice> requests, PeriodRule accepted, Lane lane)
      throws IOException, InterruptedException {
    if (segment.signal() != Signal.TRACES
        || appended.contains(segment.id())
        || owners.isOwned(segment.id())) {
      return;
    }
    DerivedMetrics derived = deriver.derive(requests, accepted);
    if (derived.points() > 0) {
      lane.append(new DerivedEntry(segment.id(), derived.request()).payload(), derived.points());
    }
    appended.add(segment.id());
  }

  /** Of the sources those that this segment of metrics is to pack; durable when it returns. */
  Set<UUID> claim(ClosedSegment segment, List<UUID> sources) throws IOException {
    return owners.claim(segment.id(), sources);
  }
}
