package io.spanstone.storage.metrics;

/**
 * Blocks that came together, as far as a filter lets them through. Of a roll-up, what a collector
 * stores of one ingest time is one batch: readers see all of it or nothing, and it never changes,
 * but that an index is dropped whole. Of blocks as received more may come.
 *
 * @param index that they are in
 * @param rollup {@code BlockFields.ROLLUP}; empty if they are as received
 * @param minTimeUnixNano time of the oldest point, to within 256 ns
 * @param maxTimeUnixNano time of the newest point, likewise
 */
public record BlockBatch(
    String index,
    String collector,
    String rollup,
    long ingestTimeUnixNano,
    long minTimeUnixNano,
    long maxTimeUnixNano) {

  /** Whether it will never have other blocks than now. */
  public boolean isFinal() {
    return !rollup.isEmpty();
  }
}
