package io.spanstone.benchmarks.dashboard;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.block.BlockDocument;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockOrigin;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.SeriesListing;
import io.spanstone.collector.derive.DeriveLimits;
import io.spanstone.collector.derive.Deriver;
import io.spanstone.collector.rollup.RollupStorage;
import io.spanstone.collector.rollup.Rollups;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.Storage;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * What Spanstone keeps of calls for its dashboards, made by the collector's own derivation, packing
 * and roll-ups, as if each call had come in when it ended: segments of 5 s, rolled up once a step
 * of the charts, the last step every minute. Not thread-safe.
 */
final class DerivedCalls {
  private static final String COLLECTOR = "benchmark";

  private final Storage storage;
  private final Rollups rollups;
  private final SeriesListing listing = new SeriesListing(1_000_000);
  private final Deriver deriver = new Deriver(DeriveLimits.DEFAULT, new SimpleMeterRegistry());
  private final CallSpans spans = new CallSpans();
  private Instant now = Instant.EPOCH;

  DerivedCalls(Storage storage, Path directory) throws IOException {
    this.storage = storage;
    this.rollups =
        Rollups.open(
            directory,
            COLLECTOR,
            RollupStorage.of(storage),
            time -> true,
            () -> now,
            new SimpleMeterRegistry());
  }

  /** Stores calls that came in later than all before. The last minute is not rolled up yet. */
  void store(Calls calls) throws IOException {
    List<BulkItem> items = new ArrayList<>();
    long partsAStep = calls.step().dividedBy(Calls.PART);
    long partsAMinute = Duration.ofMinutes(1).dividedBy(Calls.PART);
    long lastStep = calls.partCount() - partsAStep;
    long part = 0;
    now = calls.start();
    rollUp(items);
    for (Iterator<List<Call>> parts = calls.parts().iterator(); parts.hasNext(); part++) {
      if (part > 0 && part % (part <= lastStep ? partsAStep : partsAMinute) == 0) {
        rollUp(items);
      }
      items.addAll(pack(parts.next(), now));
      now = now.plus(Calls.PART);
    }
    send(items);
    storage.refreshMetrics();
  }

  /** Stores the calls of one more part, and makes them visible, as if they had just come in. */
  void storeNext(Calls calls, long part) throws IOException {
    now = calls.start().plus(Calls.PART.multipliedBy(part));
    List<BulkItem> items = pack(calls.part(part), now);
    if (part % Duration.ofMinutes(1).dividedBy(Calls.PART) == 0) {
      rollUp(items);
    }
    send(items);
    storage.refreshMetrics();
  }

  private void rollUp(List<BulkItem> items) throws IOException {
    send(items);
    rollups.closeWindow();
    boolean more = true;
    while (more) {
      more = rollups.rollUp();
    }
  }

  private List<BulkItem> pack(List<Call> calls, Instant createdAt) {
    PeriodRule periods =
        new PeriodRule(
            storage.settings().indexPeriod(),
            createdAt,
            storage.settings().retention(Signal.METRICS));
    UUID segment = UUID.randomUUID();
    Slice derived =
        deriver.derive(segment, List.of(spans.encode(calls)), periods).metrics().request();
    BlockOrigin origin =
        new BlockOrigin(COLLECTOR, rollups.ingestTimeUnixNano(createdAt), listing.draft());
    List<BulkItem> items = new ArrayList<>();
    try (BlockPacker packer =
        new BlockPacker(Signal.METRICS, BlockLimits.DEFAULT, periods, origin)) {
      packer.add(derived);
      for (BlockDocument block : packer.finish()) {
        String index = storage.indexName(Signal.METRICS, block.period());
        items.add(new BulkItem(index, segment + "-" + items.size(), block.json()));
      }
    }
    origin.listing().keep();
    return items;
  }

  private void send(List<BulkItem> items) throws IOException {
    for (Verdict verdict : items.isEmpty() ? List.<Verdict>of() : storage.bulk(items)) {
      if (verdict.outcome() != Verdict.Outcome.CREATED) {
        throw new IOException("a block was not stored: " + verdict.reason());
      }
    }
    items.clear();
  }
}
