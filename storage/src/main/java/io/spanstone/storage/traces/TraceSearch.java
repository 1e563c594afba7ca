package io.spanstone.storage.traces;

import io.spanstone.block.UnixNano;
import io.spanstone.block.scan.SpanFilter;
import io.spanstone.block.scan.SpanScan;
import io.spanstone.block.scan.TraceId;
import io.spanstone.block.scan.TraceSpans;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.blocks.BlockCursor;
import io.spanstone.storage.blocks.BlockQuery;
import io.spanstone.storage.blocks.Snapshot;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.traces.Candidates.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One search for traces, page by page.
 *
 * <p>Results are ordered by their newest match, so a trace found in a block can be answered once no
 * block that is still to come can hold a newer match, neither of this trace nor of another. Blocks
 * come in the order of their newest span; what is older than the <em>frontier</em>, the newest span
 * of the next block, is not settled yet.
 *
 * <p>Before it is answered, a trace is read as a whole. That gives its summary, and shows whether
 * it was answered before, on this page or an earlier one, because it has a newer match.
 */
final class TraceSearch {
  private static final int FIRST_PAGE = 4;
  private static final int MAX_CANDIDATES = 20_000;

  /** Traces that are read at once; bounds the memory that they take. */
  private static final int READ_AT_ONCE = 25;

  private final TraceQuery query;
  private final Deadline deadline;
  private final SearchCursor start;
  private final SpanFilter filter;
  private final SpanScan scan;
  private final Candidates candidates = new Candidates(MAX_CANDIDATES);
  private final List<TraceSummary> found = new ArrayList<>();

  /** Everything before this place is found. */
  private SearchCursor done;

  /**
   * @throws InvalidCursorException if the query's cursor is not of this query
   */
  TraceSearch(TraceQuery query, Deadline deadline) {
    this.query = query;
    this.deadline = deadline;
    this.start = SearchCursor.of(query);
    this.done = start;
    this.filter = Conditions.filter(query, start.startUnixNano(), start.endUnixNano());
    this.scan = new SpanScan(filter);
  }

  TracePage run(Snapshot snapshot) throws StorageException {
    long newestWanted = Math.min(start.endUnixNano() - 1, start.keyUnixNano());
    BlockQuery blockQuery = Conditions.blocks(query, start.startUnixNano(), newestWanted + 1);
    try (BlockCursor blocks = snapshot.blocks(blockQuery, FIRST_PAGE)) {
      return run(snapshot, blocks);
    }
  }

  private TracePage run(Snapshot snapshot, BlockCursor blocks) throws StorageException {
    while (true) {
      if (blocks.next()) {
        scan(blocks.payload());
      }
      long frontier = blocks.frontierUnixNano();
      boolean inTime = answerSettled(snapshot, frontier);
      if (found.size() == query.limit() || candidates.isDropped(frontier)) {
        return page(true);
      }
      if (!inTime) {
        return page(false);
      }
      if (blocks.isExhausted()) {
        return new TracePage(found, true, null, null);
      }
      if (deadline.isOver() && frontier < start.keyUnixNano()) {
        done = start.after(frontier, TraceId.ZERO);
        return page(false);
      }
    }
  }

  private void scan(Slice payload) {
    scan.reset(payload);
    while (scan.next()) {
      long key = UnixNano.ofUnsigned(scan.span().startTimeUnixNano());
      TraceId id = TraceId.of(scan.span().traceId());
      if (done.isBefore(key, id)) {
        candidates.add(key, id);
      }
    }
  }

  /** Answers what is settled, up to the limit. False if time ran out on the way. */
  private boolean answerSettled(Snapshot snapshot, long frontier) throws StorageException {
    while (true) {
      int most = Math.min(READ_AT_ONCE, query.limit() - found.size());
      List<Candidate> settled = candidates.takeSettled(frontier, most);
      if (settled.isEmpty()) {
        return true;
      }
      List<TraceId> ids = settled.stream().map(Candidate::traceId).toList();
      TraceReader traces = TraceReader.read(snapshot, ids, Deadline.none());
      settled.forEach(candidate -> answer(candidate, traces.trace(candidate.traceId())));
      if (deadline.isOver() && found.size() < query.limit()) {
        return false;
      }
    }
  }

  private void answer(Candidate candidate, TraceSpans trace) {
    boolean stillToCome = done.isBefore(trace.newestMatch(filter), candidate.traceId());
    done = start.after(candidate.keyUnixNano(), candidate.traceId());
    if (stillToCome) {
      found.add(summary(candidate, trace));
    }
  }

  private static TraceSummary summary(Candidate candidate, TraceSpans trace) {
    return new TraceSummary(
        candidate.traceId().hex(),
        candidate.keyUnixNano(),
        trace.rootService(),
        trace.rootOperation(),
        trace.startTimeUnixNano(),
        trace.durationNanos(),
        trace.size(),
        trace.errors(),
        trace.services());
  }

  private TracePage page(boolean complete) {
    Instant scannedUntil = complete ? null : UnixNano.toInstant(done.keyUnixNano());
    return new TracePage(List.copyOf(found), complete, scannedUntil, done.encode());
  }
}
