package io.spanstone.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which process the last child of a data directory was: enough to tell it from another process that
 * got the same id later.
 */
record ChildRecord(long pid, Instant startedAt) {
  private static final String FILE = "child.pid";

  static ChildRecord of(ProcessHandle process) {
    return new ChildRecord(process.pid(), startOf(process));
  }

  /** What {@link #write} left, or empty if there is none or it is unreadable. */
  static Optional<ChildRecord> read(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve(FILE));
      return Optional.of(
          new ChildRecord(Long.parseLong(lines.get(0)), Instant.parse(lines.get(1))));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (RuntimeException torn) {
      return Optional.empty();
    }
  }

  void write(Path data) throws IOException {
    Path temporary = data.resolve(FILE + ".tmp");
    Files.writeString(temporary, pid + "\n" + startedAt + "\n");
    Files.move(temporary, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  static void delete(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(FILE));
  }

  /**
   * The live process that this record means: same id, same start, and a child of that directory.
   */
  Optional<ProcessHandle> find(Path data) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(startedAt))
        .filter(process -> isChildOf(data, process));
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private static boolean isChildOf(Path data, ProcessHandle process) {
    String marker = ChildCommand.marker(data) + " ";
    return process.info().commandLine().map(line -> line.contains(marker)).orElse(false);
  }
}
