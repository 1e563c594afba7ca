package io.spanstone.storage;

import io.spanstone.otlp.Slice;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads the stored traces: Lucene finds the blocks that may match, newest first; they are fetched,
 * inflated and scanned with the exact predicate until there is enough. Every method takes a time
 * budget and answers what it found when that is spent, saying that it is not complete. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester") // until the bodies follow
public final class TraceStore {

  TraceStore() {}

  /**
   * The traces that {@code query} asks for, newest match first. Following the cursors to the end
   * gives every matching trace exactly once, as long as nothing new comes in.
   *
   * @throws InvalidCursorException if the cursor is not of this query
   */
  public TracePage search(TraceQuery query, Duration budget) throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }

  /**
   * All spans of the trace with that id (16 bytes). A span that was stored twice, because a client
   * sent it again, is there once; spans that share a span id but differ in kind or service (as a
   * client and a server of Zipkin may) all stay.
   */
  public StoredTrace byId(Slice traceId, Duration budget) throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }

  /** The services with spans that start in {@code [start, end)}. */
  public ServiceSummaries services(Instant start, Instant end, Duration budget)
      throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }

  /**
   * The operations in {@code [start, end)} of the service, given as its name or {@code
   * namespace/name}; none if the service is unknown.
   */
  public OperationSummaries operations(String service, Instant start, Instant end, Duration budget)
      throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }
}
