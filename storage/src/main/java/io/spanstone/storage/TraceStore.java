package io.spanstone.storage;

import io.spanstone.block.scan.TraceId;
import io.spanstone.block.scan.TraceSpans;
import io.spanstone.otlp.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads the stored traces: Lucene finds the blocks that may match, newest first; they are fetched,
 * inflated and scanned with the exact predicate until there is enough. Every method takes a time
 * budget and answers what it found when that is spent, saying that it is not complete. Thread-safe.
 */
public final class TraceStore {
  /** Retention or a compactor may drop an index between two pages; then all starts over. */
  private static final int TRIES = 3;

  private static final int NOT_FOUND = 404;

  private final Cluster cluster;
  private final String alias;
  private final Duration requestTimeout;

  TraceStore(Cluster cluster, String alias, Duration requestTimeout) {
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

  /** The services with spans that start in {@code [start, end)}. */
  public ServiceSummaries services(Instant start, Instant end, Duration budget)
      throws StorageException {
    Deadline deadline = Deadline.in(budget);
    return read(snapshot -> new ServiceReader(snapshot, start, end, deadline).services());
  }

  /**
   * The operations in {@code [start, end)} of the service, given as its name or {@code
   * namespace/name}; none if the service is unknown.
   */
  public OperationSummaries operations(String service, Instant start, Instant end, Duration budget)
      throws StorageException {
    Deadline deadline = Deadline.in(budget);
    return read(snapshot -> new ServiceReader(snapshot, start, end, deadline).operations(service));
  }

  private interface Reading<T> {
    T of(Snapshot snapshot) throws StorageException;
  }

  private <T> T read(Reading<T> reading) throws StorageException {
    for (int tried = 1; ; tried++) {
      try (Snapshot snapshot = Snapshot.open(cluster, alias, requestTimeout)) {
        return reading.of(snapshot);
      } catch (ClusterStatusException e) {
        if (e.status() != NOT_FOUND || tried == TRIES) {
          throw e;
        }
      }
    }
  }
}
