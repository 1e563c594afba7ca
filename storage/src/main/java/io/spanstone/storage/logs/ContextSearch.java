package io.spanstone.storage.logs;

import io.spanstone.block.Service;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.logs.query.TextTest;
import io.spanstone.storage.logs.scan.LogScan;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Finds a record by its id, and those around it. */
final class ContextSearch {
  private static final String INSTANCE_ID = "service.instance.id";

  /** Its name alone would find a service in any namespace. */
  private static final LogCondition NAMESPACED =
      new LogCondition.Text(
          Field.attribute("service.namespace"),
          new TextTest.Between(new TextTest.Bound("", false), null));

  private final LogBlocks blocks;
  private final BooleanSupplier timeIsUp;

  ContextSearch(LogBlocks blocks, BooleanSupplier timeIsUp) {
    this.blocks = blocks;
    this.timeIsUp = timeIsUp;
  }

  Optional<LogContext> around(LogId id, int before, int after) throws IOException {
    Optional<LogEntry> found = byId(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    LogEntry log = found.get();
    LogSearch.Result earlier = beside(log, before, BlockOrder.NEWEST_FIRST);
    LogSearch.Result later = beside(log, after, BlockOrder.OLDEST_FIRST);
    List<LogEntry> oldestFirst = new ArrayList<>(earlier.entries());
    Collections.reverse(oldestFirst);
    return Optional.of(
        new LogContext(oldestFirst, log, later.entries(), earlier.complete() && later.complete()));
  }

  private Optional<LogEntry> byId(LogId id) throws IOException {
    LogScan scan = new LogScan(new LogCondition.Everything(), 0, Long.MAX_VALUE);
    BlockFilter filter = BlockFilter.ids(List.of(id.block()));
    try (LogBlocks.Walk walk = blocks.walk(filter, BlockOrder.NEWEST_FIRST)) {
      if (walk.next()) {
        scan.reset(walk.payload());
        while (scan.next()) {
          if (scan.ordinal() == id.ordinal()) {
            return Optional.of(LogEntry.copyOf(scan, id));
          }
        }
      }
    }
    return Optional.empty();
  }

  private LogSearch.Result beside(LogEntry log, int count, BlockOrder order) throws IOException {
    if (count == 0) {
      return new LogSearch.Result(List.of(), null, true);
    }
    return new LogSearch(sameSource(log.resource()), 0, Long.MAX_VALUE, log.place(), count, order)
        .run(blocks, timeIsUp);
  }

  private static LogCondition sameSource(Slice resource) {
    List<LogCondition> all = new ArrayList<>();
    Service service = Service.ofResource(resource);
    all.add(LogCondition.service(service.qualifiedName()));
    if (service.namespace().isEmpty()) {
      all.add(new LogCondition.Not(NAMESPACED));
    }
    KeyValues attributes = KeyValues.ofResource(resource);
    if (attributes.seek(Slice.ofUtf8(INSTANCE_ID))) {
      String instance = attributes.value().text().utf8();
      all.add(new LogCondition.Text(Field.attribute(INSTANCE_ID), new TextTest.Equal(instance)));
    }
    return LogCondition.all(all);
  }
}
