package io.spanstone.collector.rollup;

import io.spanstone.block.BlockFields;
import io.spanstone.block.Rollup;
import io.spanstone.collector.derive.DerivedRollup;
import io.spanstone.storage.metrics.BlockFilter;
import io.spanstone.storage.metrics.MetricBlocks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The next blocks that a roll-up is made of: those of one collector and some stretch of ingest
 * time. It is cut so that their sums fit in memory, and of a roll-up of a roll-up only where the
 * finer one was. Not thread-safe.
 */
final class RollupWindow {
  private static final List<String> METRIC_NAMES =
      List.of(
          "span_duration_seconds",
          "edge_duration_seconds",
          "edge_queue_duration_seconds",
          "operation_call_duration_seconds");
  private static final long MAX_WEIGHT_BYTES = 48L << 20;

  private final String collector;
  private final Rollup rollup;
  private final long maxWeightBytes;

  RollupWindow(String collector, Rollup rollup) {
    this(collector, rollup, MAX_WEIGHT_BYTES);
  }

  RollupWindow(String collector, Rollup rollup, long maxWeightBytes) {
    this.collector = collector;
    this.rollup = rollup;
    this.maxWeightBytes = maxWeightBytes;
  }

  /**
   * What a window sums up to.
   *
   * @param untilUnixNano the end of its ingest times
   */
  record Sums(long untilUnixNano, DerivedRollup.Parts parts) {}

  /**
   * Sums up from one ingest time on, as far as can be and {@code target} at most; both must be
   * borders of the finer roll-up.
   */
  Sums sum(MetricBlocks blocks, long fromUnixNano, long target) throws IOException {
    OptionalLong first = blocks.least(BlockFields.INGEST_TIME, input(fromUnixNano, target));
    if (first.isEmpty()) {
      return new Sums(target, new DerivedRollup(rollup.cellNanos()).finish());
    }
    long until = border(blocks, first.getAsLong() + longest().toNanos(), target);
    while (true) {
      long middle = border(blocks, first.getAsLong() + (until - first.getAsLong()) / 2, until);
      boolean divisible = middle > first.getAsLong() && middle < until;
      DerivedRollup sums = new DerivedRollup(rollup.cellNanos());
      blocks.payloads(
          input(fromUnixNano, until),
          (metricsData, newestUnixNano) -> {
            sums.add(metricsData);
            return !divisible || sums.weight() <= maxWeightBytes;
          });
      if (!divisible || sums.weight() <= maxWeightBytes) {
        return new Sums(until, sums.finish());
      }
      until = middle;
    }
  }

  /** The first border from a time on; {@code target} if there is none before. */
  private long border(MetricBlocks blocks, long fromUnixNano, long target) throws IOException {
    if (fromUnixNano >= target || rollup == Rollup.MINUTE) {
      return Math.min(fromUnixNano, target);
    }
    return blocks.least(BlockFields.INGEST_TIME, input(fromUnixNano, target)).orElse(target);
  }

  private BlockFilter input(long fromUnixNano, long toUnixNano) {
    BlockFilter finer =
        switch (rollup) {
          case MINUTE -> BlockFilter.asReceived();
          case TEN_MINUTES -> ofRollup(Rollup.MINUTE);
          case HOUR -> ofRollup(Rollup.TEN_MINUTES);
        };
    return BlockFilter.all(
        BlockFilter.terms(BlockFields.COLLECTOR, List.of(collector)),
        BlockFilter.terms(BlockFields.METRIC_NAME, METRIC_NAMES),
        BlockFilter.range(BlockFields.INGEST_TIME, fromUnixNano, toUnixNano),
        finer);
  }

  private static BlockFilter ofRollup(Rollup finer) {
    return BlockFilter.terms(BlockFields.ROLLUP, List.of(finer.series()));
  }

  private Duration longest() {
    return switch (rollup) {
      case MINUTE -> Duration.ofMinutes(10);
      case TEN_MINUTES -> Duration.ofHours(1);
      case HOUR -> Duration.ofHours(6);
    };
  }
}
