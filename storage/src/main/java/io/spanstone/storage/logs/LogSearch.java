package io.spanstone.storage.logs;

import io.spanstone.otlp.Slice;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.scan.LogScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One search for log records, in one order of time. Keeps the best that were found, as many as are
 * wanted. They are the answer once no block that is still to come can have a better one: once they
 * all come before the <em>frontier</em>, the first record of the next block.
 */
final class LogSearch {
  /**
   * What was found.
   *
   * @param entries in the order of the search
   * @param done everything up to this place is among the entries; null if there is no more
   * @param complete false if time ran out
   */
  record Result(List<LogEntry> entries, @Nullable Place done, boolean complete) {}

  private final LogCondition condition;
  private final long startUnixNano;
  private final long endUnixNano;
  private final Place begin;
  private final int limit;
  private final BlockOrder order;
  private final Comparator<Place> comparator;
  private final TreeMap<Place, LogEntry> best;
  private boolean dropped;

  /** Copies of what the records of the current block belong to. */
  private Slice resource = Slice.EMPTY;

  private Slice scope = Slice.EMPTY;
  private int resourceOrdinal;
  private int scopeOrdinal;

  /**
   * @param begin only what comes after this place is looked for
   */
  LogSearch(
      LogCondition condition,
      long startUnixNano,
      long endUnixNano,
      Place begin,
      int limit,
      BlockOrder order) {
    this.condition = condition;
    this.startUnixNano = startUnixNano;
    this.endUnixNano = endUnixNano;
    this.begin = begin;
    this.limit = limit;
    this.order = order;
    this.comparator = Place.in(order);
    this.best = new TreeMap<>(comparator);
  }

  Result run(LogBlocks blocks, BooleanSupplier timeIsUp) throws IOException {
    boolean newestFirst = order == BlockOrder.NEWEST_FIRST;
    long start = newestFirst ? startUnixNano : Math.max(startUnixNano, begin.timeUnixNano());
    long end = newestFirst ? Math.min(endUnixNano, end(begin)) : endUnixNano;
    LogScan scan = new LogScan(condition, start, end);
    try (LogBlocks.Walk walk = blocks.walk(BlockPruning.filter(condition, start, end), order)) {
      while (true) {
        if (walk.next()) {
          scan(scan.reset(walk.payload()), walk.id());
        }
        long frontier = walk.frontierUnixNano();
        if (best.size() == limit && order.isBefore(best.lastKey().timeUnixNano(), frontier)) {
          return new Result(entries(), best.lastKey(), true);
        }
        if (walk.isExhausted()) {
          return new Result(entries(), dropped ? best.lastKey() : null, true);
        }
        if (timeIsUp.getAsBoolean() && order.isBefore(begin.timeUnixNano(), frontier)) {
          Place done = Place.atBegin(frontier, order);
          return new Result(List.copyOf(best.headMap(done).values()), done, false);
        }
      }
    }
  }

  private static long end(Place begin) {
    return begin.timeUnixNano() == Long.MAX_VALUE ? Long.MAX_VALUE : begin.timeUnixNano() + 1;
  }

  private void scan(LogScan scan, String block) {
    resourceOrdinal = -1;
    scopeOrdinal = -1;
    while (scan.next()) {
      Place place = Place.of(scan.timeUnixNano(), block, scan.ordinal());
      if (comparator.compare(place, begin) > 0) {
        offer(place, scan);
      }
    }
  }

  private void offer(Place place, LogScan scan) {
    if (best.size() == limit) {
      dropped = true;
      if (comparator.compare(place, best.lastKey()) > 0) {
        return;
      }
      best.pollLastEntry();
    }
    best.put(place, entry(place, scan));
  }

  private LogEntry entry(Place place, LogScan scan) {
    if (scan.cursor().resourceOrdinal() != resourceOrdinal) {
      resourceOrdinal = scan.cursor().resourceOrdinal();
      resource = LogEntry.copy(scan.cursor().resource());
    }
    if (scan.cursor().scopeOrdinal() != scopeOrdinal) {
      scopeOrdinal = scan.cursor().scopeOrdinal();
      scope = LogEntry.copy(scan.cursor().scope());
    }
    return new LogEntry(
        new LogId(place.block(), place.ordinal()),
        place.timeUnixNano(),
        resource,
        scope,
        LogEntry.copy(scan.record().message()));
  }

  private List<LogEntry> entries() {
    return new ArrayList<>(best.values());
  }
}
