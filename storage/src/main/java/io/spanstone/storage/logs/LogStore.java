package io.spanstone.storage.logs;

import io.spanstone.block.BlockFields;
import io.spanstone.block.CaseFold;
import io.spanstone.block.UnixNano;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Reads the stored logs: Lucene finds the blocks that may match; they are fetched, inflated and
 * scanned with the exact predicate until there is enough. Every method takes a time budget and
 * answers what it found when that is spent, saying that it is not complete. Thread-safe.
 */
public final class LogStore {
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final int MAX_KEYS = 5_000;

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

  /**
   * How many records of {@code [start, end)} meet the condition, by time and level.
   *
   * @param step a millisecond at least, and so long that there are no more than {@link
   *     LogHistogram#MAX_BUCKETS}
   */
  public LogHistogram histogram(
      LogCondition condition, Instant start, Instant end, Duration step, Duration budget)
      throws IOException {
    BooleanSupplier timeIsUp = after(budget);
    return source.read(blocks -> new LogCount(condition, start, end, step).run(blocks, timeIsUp));
  }

  /** The records around one; nothing if there is none of that id. */
  public Optional<LogContext> context(LogId id, int before, int after, Duration budget)
      throws IOException {
    BooleanSupplier timeIsUp = after(budget);
    return source.read(blocks -> new ContextSearch(blocks, timeIsUp).around(id, before, after));
  }

  /** The keys of the attributes in blocks that may have a match in {@code [start, end)}, sorted. */
  public List<String> attributeKeys(LogCondition condition, Instant start, Instant end)
      throws IOException {
    BlockFilter filter = BlockPruning.filter(condition, UnixNano.of(start), UnixNano.of(end));
    List<String> keys = source.read(blocks -> blocks.values(BlockFields.KEY, filter, MAX_KEYS));
    // of a key with capitals there is the form without them, too
    Set<String> withCapitals =
        keys.stream()
            .filter(key -> !CaseFold.fold(key).equals(key))
            .map(CaseFold::fold)
            .collect(Collectors.toSet());
    return keys.stream().filter(key -> !withCapitals.contains(key)).sorted().toList();
  }

  /**
   * The most frequent values of a field in the newest records of {@code [start, end)} that meet the
   * condition.
   *
   * @param prefix what they begin with, in any case
   */
  public LogFieldValues values(
      Field field,
      String prefix,
      LogCondition condition,
      Instant start,
      Instant end,
      int limit,
      Duration budget)
      throws IOException {
    BooleanSupplier timeIsUp = after(budget);
    return source.read(
        blocks ->
            new FieldValueCount(condition, field, prefix)
                .run(blocks, UnixNano.of(start), UnixNano.of(end), limit, timeIsUp));
  }

  /** Follows what is being stored from now on. */
  public LogFollower follow() {
    return new LogFollower(source);
  }

  private static BooleanSupplier after(Duration budget) {
    Duration bounded = budget.compareTo(LONGEST) < 0 ? budget : LONGEST;
    long atNanos = System.nanoTime() + bounded.toNanos();
    return () -> System.nanoTime() - atNanos >= 0;
  }
}
