package io.spanstone.collector.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what earlier runs left in one signal's directory. Writes that were never completed are cut
 * off: nobody was told that they succeeded. Whatever else is not as it was written is kept in
 * quarantine, and what can still be read of its segment is recovered. A segment that has a manifest
 * is recovered whatever its own state, because the manifest is enough to finish it.
 */
final class Recovery {
  static final Comparator<ClosedSegment> OLDEST_FIRST =
      Comparator.comparing(ClosedSegment::createdAt).thenComparing(ClosedSegment::id);

  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final String TEMPORARY = ".tmp";
  private static final EntryVisitor COUNT_ONLY = (kind, payload, records) -> {};

  private final SegmentFiles files;
  private final Path directory;
  private final Quarantine quarantine;

  Recovery(SegmentFiles files) {
    this.files = files;
    this.directory = files.directory().path();
    this.quarantine = files.quarantine();
  }

  /** In no order. Their bytes are counted in the space. */
  List<ClosedSegment> run() throws IOException {
    List<ClosedSegment> recovered = new ArrayList<>();
    for (Path file : list()) {
      ClosedSegment segment = recover(file);
      if (segment != null) {
        recovered.add(segment);
      }
    }
    return recovered;
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private @Nullable ClosedSegment recover(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    SegmentName segment = SegmentName.of(file, SegmentName.SEGMENT);
    SegmentName manifest = SegmentName.of(file, SegmentName.MANIFEST);
    if (segment != null) {
      return recoverSegment(file, segment);
    }
    boolean done = manifest != null && Files.notExists(manifest.segmentIn(directory));
    if (done || name.endsWith(TEMPORARY)) {
      Files.delete(file);
    } else if (manifest == null) {
      log.warn("{} is no file of the journal; left alone", file);
    }
    return null;
  }

  private @Nullable ClosedSegment recoverSegment(Path file, SegmentName name) throws IOException {
    List<String> damage = new ArrayList<>();
    SegmentScan.Result found = scan(file, name, damage);
    Path manifest = name.manifestIn(directory);
    if (found.entries() == 0 && Files.notExists(manifest)) {
      drop(file, damage);
      return null;
    }
    if (!damage.isEmpty()) {
      quarantine.keep(files.signal(), file, damage);
    } else if (found.torn()) {
      truncate(file, found.intactEnd());
    }
    long bytes = Files.size(file) + (Files.exists(manifest) ? Files.size(manifest) : 0);
    files.space().add(bytes);
    SegmentHeader header = new SegmentHeader(files.signal(), name.id(), name.createdAtMillis());
    return files.recovered(header, found.intactEnd(), found.records(), bytes);
  }

  private SegmentScan.Result scan(Path file, SegmentName name, List<String> damage)
      throws IOException {
    try {
      SegmentScan.Result found = SegmentScan.scan(file, name.id(), Long.MAX_VALUE, COUNT_ONLY);
      checkHeader(file, name, found, damage);
      damage.addAll(found.damage());
      return found;
    } catch (SegmentHeader.UnknownVersionException e) {
      throw new IOException(
          file
              + " was written by a newer program: "
              + e.getMessage()
              + "; start the version that wrote it, or move the file elsewhere, with what is in it",
          e);
    } catch (IOException e) {
      log.error("cannot read {}", file, e);
      damage.add("cannot be read: " + e);
      return SegmentScan.Result.NOTHING;
    }
  }

  /** The name says all that the header says, so a damaged header costs nothing but is told. */
  private void checkHeader(
      Path file, SegmentName name, SegmentScan.Result found, List<String> damage)
      throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(SegmentHeader.BYTES);
    }
    boolean neverWritten = found.entries() == 0 && Arrays.equals(bytes, new byte[bytes.length]);
    if (bytes.length < SegmentHeader.BYTES || neverWritten) {
      return;
    }
    SegmentHeader header = SegmentHeader.read(bytes);
    if (header == null) {
      damage.add("the header is damaged");
    } else if (!header.equals(
        new SegmentHeader(files.signal(), name.id(), name.createdAtMillis()))) {
      damage.add("the header and the name differ: " + header);
    }
  }

  private void drop(Path file, List<String> damage) throws IOException {
    if (damage.isEmpty()) {
      log.info("{} holds nothing that was ever acknowledged; deleted", file);
      Files.delete(file);
    } else {
      quarantine.move(files.signal(), file, damage);
    }
  }

  private static void truncate(Path file, long end) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      log.info("{} ends in an unfinished write; cut to {} of {} bytes", file, end, channel.size());
      channel.truncate(end);
      channel.force(true);
    }
  }
}
