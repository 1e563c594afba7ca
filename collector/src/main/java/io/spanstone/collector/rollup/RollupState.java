package io.spanstone.collector.rollup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.block.Rollup;
import io.spanstone.collector.pack.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the roll-ups are, as it is on disk: a line for each fact. Immutable.
 *
 * @param floorUnixNano what is packed from now on has this ingest time or a later one
 * @param untilUnixNano all of an earlier ingest time is in the roll-up
 * @param pending what is being stored; null if nothing is
 */
record RollupState(long floorUnixNano, Map<Rollup, Long> untilUnixNano, @Nullable Pending pending) {

  /**
   * A batch of blocks whose manifest is on disk.
   *
   * @param untilUnixNano how far the roll-up will be once they are stored
   */
  record Pending(Rollup rollup, UUID batch, long untilUnixNano) {}

  private static final String FLOOR = "floor";
  private static final String PENDING = "pending";

  RollupState {
    untilUnixNano = Map.copyOf(untilUnixNano);
  }

  /** What the file says; the very beginning if there is none. */
  static RollupState read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new RollupState(0, Map.of(), null);
    }
    long floor = 0;
    Map<Rollup, Long> until = new EnumMap<>(Rollup.class);
    Pending pending = null;
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case FLOOR -> floor = Long.parseLong(words[1]);
          case PENDING ->
              pending =
                  new Pending(
                      Rollup.valueOf(words[1]),
                      UUID.fromString(words[2]),
                      Long.parseLong(words[3]));
          default -> until.put(Rollup.valueOf(words[0]), Long.parseLong(words[1]));
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    return new RollupState(floor, until, pending);
  }

  /** Writes it durably, whole or not at all. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(FLOOR + " " + floorUnixNano);
    untilUnixNano.forEach((rollup, until) -> lines.add(rollup + " " + until));
    if (pending != null) {
      lines.add(PENDING + " " + pending.rollup + " " + pending.batch + " " + pending.untilUnixNano);
    }
    byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  long until(Rollup rollup) {
    return untilUnixNano.getOrDefault(rollup, 0L);
  }

  RollupState withFloor(long unixNano) {
    return new RollupState(unixNano, untilUnixNano, pending);
  }

  RollupState withPending(Pending batch) {
    return new RollupState(floorUnixNano, untilUnixNano, batch);
  }

  /** All up to then is in the roll-up, and nothing is pending. */
  RollupState withUntil(Rollup rollup, long unixNano) {
    Map<Rollup, Long> until = new EnumMap<>(Rollup.class);
    until.putAll(untilUnixNano);
    until.put(rollup, unixNano);
    return new RollupState(floorUnixNano, until, null);
  }
}
