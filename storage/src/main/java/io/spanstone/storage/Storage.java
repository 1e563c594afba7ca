package io.spanstone.storage;

import io.spanstone.otlp.Signal;
import java.time.Instant;
import java.util.List;

/**
 * The data in Elasticsearch. Thread-safe. Does not need Elasticsearch to be up when connected: each
 * call fails with {@link StorageException} until it is.
 */
@SuppressWarnings("DoNotCallSuggester") // until the bodies follow
public final class Storage implements AutoCloseable {

  private Storage() {}

  /**
   * A client of the cluster in {@code settings}; opens no connection yet.
   *
   * @throws IllegalArgumentException if the CA file cannot be read or is no PEM file
   */
  public static Storage connect(StorageSettings settings) {
    throw new UnsupportedOperationException(); // body follows
  }

  /**
   * Puts the index templates and aliases into place; to be called before the first write.
   * Idempotent, and safe to be called by several processes at once.
   */
  public void install() throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }

  /** The settings it was connected with; the packers need the retention and the index period. */
  public StorageSettings settings() {
    throw new UnsupportedOperationException(); // body follows
  }

  /** Where new blocks of that period go, such as {@code spanstone-traces-c0-2026.11.24}. */
  public String indexName(Signal signal, Instant period) {
    throw new UnsupportedOperationException(); // body follows
  }

  /**
   * Creates the documents. Returns exactly one verdict an item, in their order.
   *
   * @throws StorageException if Elasticsearch did not answer, or its answer is not whole (short,
   *     truncated, other ids than asked): then nothing is known of any item, and all are to be
   *     tried again
   */
  public List<Verdict> bulk(List<BulkItem> items) throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }

  /** The stored traces. */
  public TraceStore traces() {
    throw new UnsupportedOperationException(); // body follows
  }

  /**
   * Whether the cluster can be written and searched at this moment; asked of the cluster itself,
   * and remembered for a second.
   */
  public boolean ready() {
    throw new UnsupportedOperationException(); // body follows
  }

  /**
   * Drops the indices whose whole period is older than the retention of their signal. Touches no
   * index that Spanstone did not create.
   *
   * @return the names of the dropped indices
   */
  public List<String> applyRetention(Instant now) throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }

  /** Stores the report in place of the collector's last one. */
  public void publish(CollectorReport report) throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }

  /** The last reports of the collectors that reported within the last minute, by instance. */
  public List<CollectorReport> collectorReports() throws StorageException {
    throw new UnsupportedOperationException(); // body follows
  }

  /** Closes the connections; calls under way fail. Idempotent. */
  @Override
  public void close() {}
}
