package io.spanstone.storage.traces;

import io.spanstone.block.scan.TraceId;
import io.spanstone.block.scan.TraceSpans;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.blocks.Snapshot;
import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.StorageException;
import java.time.Duration;
import java.util.List;

/**
 * Reads the stored traces: Lucene finds the blocks that may match, newest first; they are fetched,
 * inflated and scanned with the exact predicate until there is enough. Every method takes a time
 * budget and answers what it found when that is spent, saying that it is not complete. Thread-safe.
 */
public final class TraceStore {
  private final Cluster cluster;
  private final String alias;
  private final Duration requestTimeout;

  public TraceStore(Cluster cluster, String alias, Duration requestTimeout) {
    this.cluster = cluster;
    this.alias = alias;
    this.requestTimeout = requestTimeout;
  }

  /**
   * The traces that {@code query} asks for, newest match first. Following the cursors to the end
   * gives every matching trace exactly once, as long as nothing new comes in. A spent budget ends a
   * page early, but never before it has made some progress.
   *
   * @throws InvalidCursorException if the cursor is not of this query
   */
  public TracePage search(TraceQuery query, Duration budget) throws StorageException {
    Deadline deadline = Deadline.in(budget);
    return read(snapshot -> new TraceSearch(query, deadline).run(snapshot));
  }

  /**
   * All spans of the trace with that id (16 bytes). A span that is stored twice, byte for byte and
   * for the same service, because a client sent it again, is there once; spans that only share a
   * span id, as a client and a server of Zipkin may, all stay.
   */
  public StoredTrace byId(Slice traceId, Duration budget) throws StorageException {
    Deadline deadline = Deadline.in(budget);
    TraceId id = TraceId.of(traceId);
    return read(
        snapshot -> {
          TraceReader reader = TraceReader.read(snapshot, List.of(id), deadline);
          TraceSpans trace = reader.trace(id);
          return new StoredTrace(trace.tracesData(), trace.size(), reader.isComplete());
        });
  }

  private <T> T read(Snapshot.Reading<T, StorageException> reading) throws StorageException {
    return Snapshot.read(cluster, alias, requestTimeout, reading);
  }
}
