package io.spanstone.storage.logs;

import io.spanstone.block.BlockFields;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.scan.LogScan;
import io.spanstone.storage.metrics.BlockFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows what is being stored: each poll hands over the records of the blocks that no poll before
 * has seen. Blocks do not become visible in the order in which their records came in, so those of
 * the last {@link #LOOK_BACK} are listed each time, and now and then those of the last {@link
 * #FAR_LOOK_BACK}; what took longer to be stored is not followed. Not thread-safe.
 */
public final class LogFollower {
  private static final Duration LOOK_BACK = Duration.ofSeconds(30);
  private static final Duration FAR_LOOK_BACK = Duration.ofMinutes(10);
  private static final Duration FAR_INTERVAL = Duration.ofSeconds(10);

  /** Somebody who wants to have what meets a condition. */
  public interface Listener {
    LogCondition condition();

    /** Takes a record that was just stored; must not wait. */
    void take(LogEntry log);
  }

  private final LogBlocks.Source source;

  /** When the records of the blocks that were seen came in, by the blocks' ids. */
  private final Map<String, Long> seen = new HashMap<>();

  private Instant lastFarLook = Instant.MIN;

  LogFollower(LogBlocks.Source source) {
    this.source = source;
  }

  /** Looks for new blocks. The first poll only notes what is there. */
  public void poll(Instant now, List<? extends Listener> listeners) throws IOException {
    boolean first = lastFarLook.equals(Instant.MIN);
    boolean far = first || !now.isBefore(lastFarLook.plus(FAR_INTERVAL));
    long since = UnixNano.of(now.minus(far ? FAR_LOOK_BACK : LOOK_BACK));
    BlockFilter recent = BlockFilter.atLeast(BlockFields.INGEST_TIME, since);
    Map<String, Long> unseen = new HashMap<>();
    List<Runnable> found =
        source.read(
            blocks -> {
              unseen.clear();
              for (LogBlocks.Known block : blocks.known(recent)) {
                if (!seen.containsKey(block.id())) {
                  unseen.put(block.id(), block.ingestTimeUnixNano());
                }
              }
              return first || unseen.isEmpty() ? List.of() : read(blocks, unseen, listeners);
            });
    seen.putAll(unseen);
    if (far) {
      lastFarLook = now;
      seen.values().removeIf(ingestTime -> ingestTime < since);
    }
    found.forEach(Runnable::run);
  }

  /** What is to be handed over, the oldest first. */
  private static List<Runnable> read(
      LogBlocks blocks, Map<String, Long> ids, List<? extends Listener> listeners)
      throws IOException {
    List<BlockFilter> wanted = new ArrayList<>();
    List<LogScan> scans = new ArrayList<>();
    for (Listener listener : listeners) {
      wanted.add(BlockPruning.filter(listener.condition(), 0, Long.MAX_VALUE));
      scans.add(new LogScan(listener.condition(), 0, Long.MAX_VALUE));
    }
    List<Runnable> found = new ArrayList<>();
    BlockFilter filter = BlockFilter.all(BlockFilter.ids(ids.keySet()), BlockFilter.any(wanted));
    try (LogBlocks.Walk walk = blocks.walk(filter, BlockOrder.OLDEST_FIRST)) {
      while (walk.next()) {
        Slice payload = walk.payload();
        for (int i = 0; i < scans.size(); i++) {
          LogScan scan = scans.get(i).reset(payload);
          Listener listener = listeners.get(i);
          while (scan.next()) {
            LogEntry log = LogEntry.copyOf(scan, new LogId(walk.id(), scan.ordinal()));
            found.add(() -> listener.take(log));
          }
        }
      }
    }
    return found;
  }
}
