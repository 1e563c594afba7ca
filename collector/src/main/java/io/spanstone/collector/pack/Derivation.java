package io.spanstone.collector.pack;

import io.spanstone.block.LogVisitor;
import io.spanstone.block.PeriodRule;
import io.spanstone.collector.derive.Derived;
import io.spanstone.collector.derive.DerivedEntry;
import io.spanstone.collector.derive.DerivedMetrics;
import io.spanstone.collector.derive.Deriver;
import io.spanstone.collector.edge.CallFacts;
import io.spanstone.collector.journal.ClosedSegment;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings the points that are derived from a segment of traces or logs into the metrics lane, before
 * the segment has a manifest: what is shipped has been derived from. A crash in between derives
 * again; {@link SourceOwners} sees to it that it counts once.
 *
 * <p>What the segment tells of calls with a side in another segment is kept before that, and
 * brought into the lane later, as an entry with a source of its own. Thread-safe.
 */
public final class Derivation {
  /** Of a UUID's version bits; those of segments are random, version 4. */
  private static final long VERSION_MASK = 0xF000;

  private static final long SETTLED_VERSION = 0x8000;

  private final Deriver deriver;
  private final SourceOwners owners;
  private final PendingCalls calls;

  /** Sources whose points are in the journal by this run, and which are not released yet. */
  private final Set<UUID> appended = ConcurrentHashMap.newKeySet();

  public Derivation(Deriver deriver, SourceOwners owners, PendingCalls calls) {
    this.deriver = deriver;
    this.owners = owners;
    this.calls = calls;
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
    if (segment.signal() == Signal.TRACES) {
      calls.closed(segment);
    }
    owners.closed(segment);
  }

  /** All that earlier runs left has been told. */
  public void recovered() {
    calls.unsettled().forEach(segment -> owners.opened(settledSource(segment)));
    owners.recovered();
  }

  /** A segment has been released. */
  public void released(ClosedSegment segment) {
    appended.remove(segment.id());
    if (segment.signal() == Signal.TRACES) {
      calls.released(segment);
    }
    owners.released(segment);
  }

  /**
   * Brings the calls into the lane of which the other sides have come by now, or will not come any
   * more. To be called now and then, by one thread at a time.
   */
  public void settle(Lane lane) throws IOException, InterruptedException {
    for (CallFacts due : calls.due()) {
      UUID source = settledSource(due.segment());
      if (!owners.isOwned(source) && !appended.contains(source)) {
        append(source, deriver.settle(due, calls.around(due)), lane);
      }
      calls.settled(due);
      appended.remove(source);
      owners.ended(source);
    }
  }

  /**
   * Begins to derive from a segment of traces or logs; from another, or one of which that has been
   * done, nothing is derived.
   *
   * @param accepted what event times metrics may have
   */
  Run start(ClosedSegment segment, PeriodRule accepted) {
    boolean done = appended.contains(segment.id()) || owners.isOwned(segment.id());
    return new Run(segment, done ? Signal.METRICS : segment.signal(), accepted);
  }

  /** Begins to derive from what agents counted, in a segment of metrics. */
  Deriver.Counts counts(ClosedSegment segment) {
    return deriver.counts(segment.createdAt());
  }

  /** What is derived from one segment, request by request or record by record. Not thread-safe. */
  final class Run {
    private final ClosedSegment segment;
    private final Deriver.@Nullable Spans spans;
    private final Deriver.@Nullable Logs logs;

    private Run(ClosedSegment segment, Signal from, PeriodRule accepted) {
      this.segment = segment;
      this.spans = from == Signal.TRACES ? deriver.spans(segment.id(), accepted) : null;
      this.logs = from == Signal.LOGS ? deriver.logs(accepted) : null;
    }

    /** Adds a well-formed request of traces; its bytes are kept. */
    void add(Slice request) {
      if (spans != null) {
        spans.add(request);
      }
    }

    /** Is to be told of each log record that is packed; null if there is nothing to derive. */
    @Nullable LogVisitor logs() {
      return logs;
    }

    /** Brings the points into the lane; call it once. */
    void finish(Lane lane) throws IOException, InterruptedException {
      UUID source = segment.id();
      if (logs != null) {
        append(source, logs.finish(), lane);
      }
      if (spans != null) {
        Derived derived = spans.finish();
        if (calls.keep(derived.calls())) {
          owners.opened(settledSource(source));
        }
        append(source, derived.metrics(), lane);
      }
      if (segment.signal() == Signal.TRACES) {
        calls.derived(source);
      }
    }
  }

  /** Of the sources those that this segment of metrics is to pack; durable when it returns. */
  Set<UUID> claim(ClosedSegment segment, List<UUID> sources) throws IOException {
    return owners.claim(segment.id(), sources);
  }

  private void append(UUID source, DerivedMetrics derived, Lane lane)
      throws IOException, InterruptedException {
    if (derived.points() > 0) {
      lane.append(new DerivedEntry(source, derived.request()).payload(), derived.points());
    }
    appended.add(source);
  }

  /** The source of what a segment's calls are settled to: its id, as a UUID of version 8. */
  private static UUID settledSource(UUID segment) {
    long high = (segment.getMostSignificantBits() & ~VERSION_MASK) | SETTLED_VERSION;
    return new UUID(high, segment.getLeastSignificantBits());
  }
}
