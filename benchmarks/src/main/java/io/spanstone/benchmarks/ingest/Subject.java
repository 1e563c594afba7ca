package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A way to get spans into Elasticsearch, started with a node of its own and measured from outside.
 */
interface Subject extends AutoCloseable {
  String name();

  /** Batches in the form that {@link #send} takes; called before the clock runs. */
  List<byte[]> encode(List<List<SyntheticSpan>> batches);

  /** Sends all bodies and returns when they have been accepted. */
  void send(List<byte[]> bodies) throws IOException, InterruptedException;

  /** How many of the spans accepted so far a query can find now. */
  long queryable() throws IOException, InterruptedException;

  /** The processes whose CPU time counts, by the name they have in the figures. */
  Map<String, ProcessHandle> processes();

  /** The index pattern whose size counts, on {@link #elasticsearch}. */
  String indices();

  Elasticsearch elasticsearch();

  /** What else a reader should know, such as answers that asked to come again. */
  Map<String, Object> remarks();

  @Override
  void close() throws IOException;
}
