package io.spanstone.agent.count;

import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls by the 10 s in which they ended and by group. Of a cell, groups beyond a limit count
 * without their names, and beyond a second one without their calls. Cells are dropped, the oldest
 * first, if all together are too many, which is told. Thread-safe.
 */
final class Tallies {
  static final long CELL_NANOS = 10_000_000_000L;

  private static final int MAX_GROUPS_WITH_NAME = 2_000;
  private static final int MAX_GROUPS_WITH_CALL = 4_000;
  private static final int MAX_GROUPS = 20_000;

  private TreeMap<Long, Map<CallGroup, Tally>> cells = new TreeMap<>();
  private int groups;
  private long dropped;

  /** The calls of one group. */
  private static final class Tally {
    final Durations durations = new Durations();
    @Nullable Durations queued;

    Durations queued() {
      Durations known = queued;
      if (known == null) {
        known = new Durations();
        queued = known;
      }
      return known;
    }

    void add(Tally other) {
      durations.add(other.durations);
      if (other.queued != null) {
        queued().add(other.queued);
      }
    }
  }

  /** What was counted until it was taken, to be sent, or to be put back. */
  static final class Taken {
    private final Map<Long, Map<CallGroup, Tally>> cells;

    private Taken(Map<Long, Map<CallGroup, Tally>> cells) {
      this.cells = cells;
    }

    boolean isEmpty() {
      return cells.isEmpty();
    }

    List<ExponentialHistogramPointData> durations() {
      List<ExponentialHistogramPointData> points = new ArrayList<>();
      cells.forEach(
          (cell, groups) ->
              groups.forEach((group, tally) -> points.add(point(cell, group, tally.durations))));
      return points;
    }

    List<ExponentialHistogramPointData> queued() {
      List<ExponentialHistogramPointData> points = new ArrayList<>();
      cells.forEach(
          (cell, groups) ->
              groups.forEach(
                  (group, tally) -> {
                    if (tally.queued != null) {
                      points.add(point(cell, group, tally.queued));
                    }
                  }));
      return points;
    }

    private static ExponentialHistogramPointData point(
        long cell, CallGroup group, Durations durations) {
      return durations.toPoint(group.attributes(), cell * CELL_NANOS, (cell + 1) * CELL_NANOS);
    }
  }

  /**
   * Counts a call.
   *
   * @param queuedNanos how long its message was in a queue; -1 if it was not
   */
  synchronized void add(CallGroup group, long endUnixNano, long nanos, long queuedNanos) {
    Tally tally = tally(endUnixNano / CELL_NANOS, group);
    tally.durations.add(nanos);
    if (queuedNanos >= 0) {
      tally.queued().add(queuedNanos);
    }
    dropOldest();
  }

  synchronized Taken take() {
    Taken taken = new Taken(cells);
    cells = new TreeMap<>();
    groups = 0;
    return taken;
  }

  /** What was taken and could not be sent. */
  synchronized void putBack(Taken taken) {
    taken.cells.forEach(
        (cell, byGroup) -> byGroup.forEach((group, tally) -> tally(cell, group).add(tally)));
    dropOldest();
  }

  /** How many calls were dropped since it was last asked. */
  synchronized long takeDropped() {
    long taken = dropped;
    dropped = 0;
    return taken;
  }

  private void dropOldest() {
    while (groups > MAX_GROUPS) {
      Map<CallGroup, Tally> oldest = cells.pollFirstEntry().getValue();
      groups -= oldest.size();
      for (Tally tally : oldest.values()) {
        dropped += tally.durations.count();
      }
    }
  }

  private Tally tally(long cell, CallGroup group) {
    Map<CallGroup, Tally> ofCell = cells.computeIfAbsent(cell, unused -> new HashMap<>());
    Tally known = ofCell.get(group);
    if (known != null) {
      return known;
    }
    CallGroup admitted = group;
    if (ofCell.size() >= MAX_GROUPS_WITH_NAME) {
      admitted = ofCell.size() >= MAX_GROUPS_WITH_CALL ? group.withoutCall() : group.withoutName();
    }
    Tally tally = ofCell.get(admitted);
    if (tally == null) {
      tally = new Tally();
      ofCell.put(admitted, tally);
      groups++;
    }
    return tally;
  }
}
