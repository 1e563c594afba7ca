package io.spanstone.collector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where damaged files are kept for a person to look at, each with a {@code .reason} file beside it.
 * Nothing in it is ever read or deleted by the journal. Thread-safe.
 */
final class Quarantine {
  static final String NAME = "quarantine";

  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

  private final Path directory;
  private final JournalMetrics metrics;

  Quarantine(Path journalDirectory, JournalMetrics metrics) {
    this.directory = journalDirectory.resolve(NAME);
    this.metrics = metrics;
  }

  /**
   * Keeps the file here too, whatever becomes of it where it is. A hard link: it needs no space,
   * which a damaged disk may not have. A file that is here already is left as it is.
   */
  synchronized void keep(Signal signal, Path file, List<String> reasons) throws IOException {
    SyncedDirectory quarantine = SyncedDirectory.create(directory);
    Path kept = directory.resolve(signal.id() + "-" + file.getFileName());
    try {
      link(kept, file);
    } catch (FileAlreadyExistsException e) {
      log.debug("{} is in quarantine already", file, e);
      return;
    }
    metrics.damaged(signal).increment();
    log.error("{} is damaged; kept as {}: {}", file, kept, reasons);
    Files.writeString(
        directory.resolve(kept.getFileName() + ".reason"),
        file + "\n" + String.join("\n", reasons) + "\n",
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.SYNC);
    quarantine.sync();
  }

  /** Keeps the file here and no longer where it was. */
  void move(Signal signal, Path file, List<String> reasons) throws IOException {
    keep(signal, file, reasons);
    Files.delete(file);
  }

  private static void link(Path kept, Path file) throws IOException {
    try {
      Files.createLink(kept, file);
    } catch (UnsupportedOperationException e) {
      log.debug("no hard links here, copying", e);
      Files.copy(file, kept);
    }
  }
}
