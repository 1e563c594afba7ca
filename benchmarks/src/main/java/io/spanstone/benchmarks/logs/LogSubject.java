package io.spanstone.benchmarks.logs;

import io.spanstone.benchmarks.ingest.Elasticsearch;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A way to store and search logs, started with a node of its own and measured from outside. */
interface LogSubject extends AutoCloseable {
  String name();

  /** A batch in the form that {@link #send} takes; called before the clock runs. */
  byte[] encode(List<LogLine> batch);

  /** Sends all bodies and returns when they have been accepted. */
  void send(List<byte[]> bodies) throws IOException, InterruptedException;

  /** How many of the records accepted so far a query can find now. */
  long queryable() throws IOException, InterruptedException;

  /** The processes whose CPU time counts, by the name they have in the figures. */
  Map<String, ProcessHandle> processes();

  /** The index pattern whose size counts, on {@link #elasticsearch}. */
  String indices();

  Elasticsearch elasticsearch();

  /** Drops all that was stored so far; what comes next is stored as in a fresh index. */
  void forget() throws IOException, InterruptedException;

  /**
   * Counts the records with the word over the last hour, by level.
   *
   * @return whether all were counted
   */
  boolean countOverTime(String word) throws IOException, InterruptedException;

  /** Reads the newest 50 records that match. Returns how many there were. */
  int search(Query query) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;

  /**
   * Something to search for.
   *
   * @param words one, or those of a phrase
   * @param routeOf the service whose route is to be met, too; empty for none
   */
  record Query(String kind, String words, String routeOf) {}
}
