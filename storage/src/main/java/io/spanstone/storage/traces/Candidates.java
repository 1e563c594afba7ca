package io.spanstone.storage.traces;

import io.spanstone.block.scan.TraceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Traces with a match, each with the newest one found so far, in the order of the results. Keeps a
 * bounded number; of what it had to drop it knows the first.
 */
final class Candidates {
  /** A trace and the time of its newest match. */
  record Candidate(long keyUnixNano, TraceId traceId) implements Comparable<Candidate> {
    private static final Comparator<Candidate> NEWEST_FIRST =
        Comparator.comparingLong(Candidate::keyUnixNano)
            .reversed()
            .thenComparing(Candidate::traceId);

    @Override
    public int compareTo(Candidate other) {
      return NEWEST_FIRST.compare(this, other);
    }
  }

  private final int maxSize;
  private final TreeSet<Candidate> ordered = new TreeSet<>();
  private final Map<TraceId, Long> keys = new HashMap<>();
  private @Nullable Candidate firstDropped;

  Candidates(int maxSize) {
    this.maxSize = maxSize;
  }

  /** A span of the trace matches that starts at {@code keyUnixNano}. */
  void add(long keyUnixNano, TraceId traceId) {
    Long known = keys.get(traceId);
    if (known != null && known >= keyUnixNano) {
      return;
    }
    if (known != null) {
      ordered.remove(new Candidate(known, traceId));
    }
    ordered.add(new Candidate(keyUnixNano, traceId));
    keys.put(traceId, keyUnixNano);
    if (ordered.size() > maxSize) {
      drop(ordered.last());
    }
  }

  /**
   * Takes out up to {@code most} of the first: those with matches newer than {@code frontier}, and
   * before the first that was dropped.
   */
  List<Candidate> takeSettled(long frontierUnixNano, int most) {
    List<Candidate> taken = new ArrayList<>();
    while (taken.size() < most && isSettled(frontierUnixNano)) {
      Candidate candidate = ordered.first();
      remove(candidate);
      taken.add(candidate);
    }
    return taken;
  }

  /** Whether the next candidates to be taken have been dropped: only a new search finds them. */
  boolean isDropped(long frontierUnixNano) {
    return firstDropped != null
        && firstDropped.keyUnixNano() > frontierUnixNano
        && !isSettled(frontierUnixNano);
  }

  boolean isEmpty() {
    return ordered.isEmpty() && firstDropped == null;
  }

  private boolean isSettled(long frontierUnixNano) {
    return !ordered.isEmpty()
        && ordered.first().keyUnixNano() > frontierUnixNano
        && (firstDropped == null || ordered.first().compareTo(firstDropped) < 0);
  }

  private void drop(Candidate candidate) {
    remove(candidate);
    if (firstDropped == null || candidate.compareTo(firstDropped) < 0) {
      firstDropped = candidate;
    }
  }

  private void remove(Candidate candidate) {
    ordered.remove(candidate);
    keys.remove(candidate.traceId());
  }
}
