package io.spanstone.storage.logs;

import io.spanstone.block.BlockFields;
import io.spanstone.block.SeverityLevel;
import io.spanstone.block.UnixNano;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.scan.LogScan;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One count of log records over time. Blocks that lie in one bucket, and of which it is known
 * without reading how many records match, are summed up by Elasticsearch; the others are read,
 * those with the newest records first.
 */
final class LogCount {
  private final LogCondition condition;
  private final long startUnixNano;
  private final long endUnixNano;
  private final long stepNanos;

  /** The number of the first bucket: its start divided by the step. */
  private final long firstBucket;

  private final List<Map<SeverityLevel, Long>> counts = new ArrayList<>();
  private @Nullable Instant scannedUntil;

  LogCount(LogCondition condition, Instant start, Instant end, Duration step) {
    this.condition = condition;
    this.startUnixNano = UnixNano.of(start);
    this.endUnixNano = UnixNano.of(end);
    this.stepNanos = step.toNanos();
    this.firstBucket = startUnixNano / stepNanos;
    long buckets =
        endUnixNano <= startUnixNano ? 0 : (endUnixNano - 1) / stepNanos - firstBucket + 1;
    if (buckets > LogHistogram.MAX_BUCKETS) {
      throw new IllegalArgumentException(buckets + " buckets are too many");
    }
    for (int i = 0; i < buckets; i++) {
      counts.add(new EnumMap<>(SeverityLevel.class));
    }
  }

  LogHistogram run(LogBlocks blocks, BooleanSupplier timeIsUp) throws IOException {
    counts.forEach(Map::clear);
    if (!counts.isEmpty()) {
      BlockFilter candidates = BlockPruning.filter(condition, startUnixNano, endUnixNano);
      Optional<CountableBlocks> countable = CountableBlocks.of(condition, blocks, candidates);
      if (countable.isPresent()) {
        sum(countable.get(), candidates, blocks);
      }
      scan(blocks, BlockFilter.all(candidates, uncounted(countable)), timeIsUp);
    }
    return histogram();
  }

  private void sum(CountableBlocks countable, BlockFilter candidates, LogBlocks blocks)
      throws IOException {
    BlockFilter filter =
        countable.filter().map(each -> BlockFilter.all(candidates, each)).orElse(candidates);
    List<BlockFilter> buckets = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      buckets.add(
          BlockFilter.all(
              BlockFilter.atLeast(BlockFields.MIN_TIME, boundary(i)),
              BlockFilter.below(BlockFields.MAX_TIME, boundary(i + 1))));
    }
    List<Map<String, Long>> sums = blocks.sums(filter, buckets, countable.fields());
    for (int i = 0; i < counts.size(); i++) {
      for (SeverityLevel level : countable.levels()) {
        add(i, level, sums.get(i).getOrDefault(BlockFields.severityRecords(level), 0L));
      }
    }
  }

  /** What is not summed up: other blocks, and those that reach over a boundary. */
  private BlockFilter uncounted(Optional<CountableBlocks> countable) {
    List<BlockFilter> any = new ArrayList<>();
    if (countable.isEmpty()) {
      return BlockFilter.all();
    }
    countable.get().filter().ifPresent(filter -> any.add(BlockFilter.not(filter)));
    for (int i = 0; i <= counts.size(); i++) {
      any.add(
          BlockFilter.all(
              BlockFilter.below(BlockFields.MIN_TIME, boundary(i)),
              BlockFilter.atLeast(BlockFields.MAX_TIME, boundary(i))));
    }
    return BlockFilter.any(any);
  }

  private void scan(LogBlocks blocks, BlockFilter filter, BooleanSupplier timeIsUp)
      throws IOException {
    LogScan scan = new LogScan(condition, startUnixNano, endUnixNano);
    try (LogBlocks.Walk walk = blocks.walk(filter, BlockOrder.NEWEST_FIRST)) {
      while (walk.next()) {
        scan.reset(walk.payload());
        while (scan.next()) {
          int bucket = (int) (scan.timeUnixNano() / stepNanos - firstBucket);
          add(bucket, SeverityLevel.of(scan.record().severityNumber()), 1);
        }
        if (timeIsUp.getAsBoolean() && !walk.isExhausted()) {
          scannedUntil = UnixNano.toInstant(Math.min(endUnixNano, walk.frontierUnixNano()));
          return;
        }
      }
    }
  }

  private void add(int bucket, SeverityLevel level, long records) {
    if (records > 0) {
      counts.get(bucket).merge(level, records, Long::sum);
    }
  }

  /** Where a bucket begins, within the range. */
  private long boundary(int bucket) {
    if (bucket == counts.size()) {
      return endUnixNano;
    }
    return Math.max(startUnixNano, (firstBucket + bucket) * stepNanos);
  }

  private LogHistogram histogram() {
    List<LogHistogram.Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      Instant start = UnixNano.toInstant((firstBucket + i) * stepNanos);
      buckets.add(new LogHistogram.Bucket(start, Map.copyOf(counts.get(i))));
    }
    return new LogHistogram(
        Duration.ofNanos(stepNanos), buckets, scannedUntil == null, scannedUntil);
  }
}
