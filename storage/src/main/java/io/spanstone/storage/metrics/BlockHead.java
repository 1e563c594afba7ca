package io.spanstone.storage.metrics;

/**
 * What is known of a block that was not read. Of a roll-up, what a collector stores of one ingest
 * time is a batch: readers see all of it or nothing, and it never changes, but that an index is
 * dropped whole. Of blocks as received more may come.
 *
 * @param index that it is in
 * @param rollup {@code BlockFields.ROLLUP}; empty if it is as received
 * @param number that Elasticsearch gave it
 * @param unique whether no other block of the index has the number: so if the index has one primary
 *     shard. Then the block, which never changes, is known by its head
 * @param minTimeUnixNano time of the oldest point
 * @param maxTimeUnixNano time of the newest point
 */
public record BlockHead(
    String index,
    String collector,
    String rollup,
    long ingestTimeUnixNano,
    long number,
    boolean unique,
    long minTimeUnixNano,
    long maxTimeUnixNano) {

  /** Whether its batch will never have other blocks than now. */
  public boolean isFinal() {
    return !rollup.isEmpty();
  }
}
