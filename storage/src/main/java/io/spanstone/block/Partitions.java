package io.spanstone.block;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the records of a segment into blocks-to-be: by period, then by partition (the service, or
 * the metric), cutting large partitions and pooling small ones. Keeps the order of arrival, so that
 * the same records give the same blocks.
 */
final class Partitions {
  /**
   * Records that make one block.
   *
   * @param shared whether they are of several partitions
   */
  record Chunk(Instant period, boolean shared, List<PackedRecord> records) {}

  private final BlockLimits limits;
  private final PeriodCursor periods;
  private final Map<Instant, Map<Object, List<PackedRecord>>> byPeriod = new LinkedHashMap<>();

  /** Where the record before went: mostly the next one goes there too. */
  private @Nullable Instant lastPeriod;

  private @Nullable Object lastPartition;
  private List<PackedRecord> last = List.of();

  Partitions(BlockLimits limits, PeriodRule periods) {
    this.limits = limits;
    this.periods = new PeriodCursor(periods);
  }

  void add(PackedRecord record) {
    Instant period = periods.periodOf(record.timeUnixNano());
    Object partition = record.partition();
    if (!partition.equals(lastPartition) || !period.equals(lastPeriod)) {
      last =
          byPeriod
              .computeIfAbsent(period, key -> new LinkedHashMap<>())
              .computeIfAbsent(partition, key -> new ArrayList<>());
      lastPeriod = period;
      lastPartition = partition;
    }
    last.add(record);
  }

  List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>();
    byPeriod.forEach((period, partitions) -> cut(period, partitions, chunks));
    return chunks;
  }

  private void cut(Instant period, Map<Object, List<PackedRecord>> partitions, List<Chunk> to) {
    List<PackedRecord> pool = new ArrayList<>();
    for (List<PackedRecord> records : partitions.values()) {
      if (records.size() >= limits.minOwnRecords()) {
        cut(period, records, false, to);
      } else {
        pool.addAll(records);
      }
    }
    cut(period, pool, true, to);
  }

  /**
   * Cuts into blocks of about equal size.
   *
   * @param pooled whether they may be of several partitions
   */
  private void cut(Instant period, List<PackedRecord> records, boolean pooled, List<Chunk> to) {
    if (records.isEmpty()) {
      return;
    }
    int blocks = (records.size() + limits.maxRecords() - 1) / limits.maxRecords();
    int size = (records.size() + blocks - 1) / blocks;
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      int length = records.get(i).message().length();
      if (i > from && (i - from == size || bytes + length > limits.maxPayloadBytes())) {
        to.add(chunk(period, pooled, records.subList(from, i)));
        from = i;
        bytes = 0;
      }
      bytes += length;
    }
    to.add(chunk(period, pooled, records.subList(from, records.size())));
  }

  private static Chunk chunk(Instant period, boolean pooled, List<PackedRecord> records) {
    Object first = records.get(0).partition();
    boolean shared =
        pooled && records.stream().anyMatch(record -> !record.partition().equals(first));
    return new Chunk(period, shared, records);
  }
}
