package io.spanstone.benchmarks.metrics;

import io.spanstone.benchmarks.metrics.SampleCorpus.Scrape;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A server that takes samples in one way, measured from outside. */
interface PointReceiver {
  String name();

  /** Makes requests of scrapes; sending them is what is measured. */
  Requests encode(List<List<Scrape>> ticks) throws IOException;

  /** Requests that are ready to be sent. */
  interface Requests {
    /** Returns when all have been accepted. */
    void send() throws IOException, InterruptedException;
  }

  /** How many of the samples accepted so far a query can find now. */
  long queryable() throws IOException, InterruptedException;

  /** Waits until the server is done with what it put off. */
  void settle() throws IOException, InterruptedException;

  /** The samples of one gauge of all instances, as PromQL counts them. */
  long countOfOneGauge() throws IOException, InterruptedException;

  /** The processes whose CPU time counts, by the name they have in the figures. */
  Map<String, ProcessHandle> processes();
}
