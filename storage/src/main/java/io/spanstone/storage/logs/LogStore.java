package io.spanstone.storage.logs;

import io.spanstone.block.UnixNano;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Reads the stored logs: Lucene finds the blocks that may match; they are fetched, inflated and
 * scanned with the exact predicate until there is enough. Every method takes a time budget and
 * answers what it found when that is spent, saying that it is not complete. Thread-safe.
 */
public final class LogStore {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final LogBlocks.Source source;

  public LogStore(LogBlocks.Source source) {
    this.source = source;
  }

  /**
   * The records that {@code query} asks for, newest first. Following the cursors to the end gives
   * every matching record exactly once, as long as nothing new comes in. A spent budget ends a page
   * early, but never before it has made some progress.
   *
   * @throws InvalidLogCursorException if the cursor is not of this query
   */
  public LogPage search(LogQuery query, Duration budget) throws IOException {
    LogCursor cursor = LogCursor.of(query);
    BooleanSupplier timeIsUp = after(budget);
    LogSearch.Result found =
        source.read(
            blocks ->
                new LogSearch(
                        query.condition(),
                        cursor.startUnixNano(),
                        cursor.endUnixNano(),
                        cursor.done(),
                        query.limit(),
                        BlockOrder.NEWEST_FIRST)
                    .run(blocks, timeIsUp));
    Place done = found.done();
    Instant scannedUntil =
        done == null || found.complete() ? null : UnixNano.toInstant(done.timeUnixNano());
    return new LogPage(
        found.entries(),
        found.complete(),
        scannedUntil,
        done == null ? null : cursor.after(done).encode());
  }

  private static BooleanSupplier after(Duration budget) {
    Duration bounded = budget.compareTo(LONGEST) < 0 ? budget : LONGEST;
    long atNanos = System.nanoTime() + bounded.toNanos();
    return () -> System.nanoTime() - atNanos >= 0;
  }
}
