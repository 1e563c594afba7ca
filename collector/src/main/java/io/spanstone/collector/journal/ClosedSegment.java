package io.spanstone.collector.journal;

import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A segment that nothing is written to any more: the unit in which journaled records are packed and
 * shipped. Whoever was handed it owns it until {@link #release()}; not released, it is handed over
 * again when the journal is next opened.
 *
 * <p>Not thread-safe; may be passed from one thread to another.
 */
public final class ClosedSegment {
  private final SegmentHeader header;
  private final long end;
  private final long records;
  private final boolean recovered;
  private final Path file;
  private final Path manifestFile;
  private final Space space;
  private final Quarantine quarantine;
  private long occupiedBytes;

  /**
   * @param end where the last readable entry ends
   * @param occupiedBytes what the space counts for the segment and its manifest
   */
  ClosedSegment(
      SegmentHeader header,
      Path directory,
      long end,
      long records,
      boolean recovered,
      long occupiedBytes,
      Space space,
      Quarantine quarantine) {
    SegmentName name = new SegmentName(header.createdAtMillis(), header.id());
    this.header = header;
    this.end = end;
    this.records = records;
    this.recovered = recovered;
    this.file = name.segmentIn(directory);
    this.manifestFile = name.manifestIn(directory);
    this.occupiedBytes = occupiedBytes;
    this.space = space;
    this.quarantine = quarantine;
  }

  /** Random, made at creation; never used for another segment. */
  public UUID id() {
    return header.id();
  }

  public Signal signal() {
    return header.signal();
  }

  /** When the segment was created, to the millisecond; the same after every recovery. */
  public Instant createdAt() {
    return Instant.ofEpochMilli(header.createdAtMillis());
  }

  /**
   * The records of all readable entries. At least one entry is readable, or there is a manifest.
   */
  public long records() {
    return records;
  }

  /** Whether an earlier run wrote it; then its records were not counted by this one. */
  public boolean recovered() {
    return recovered;
  }

  public Path file() {
    return file;
  }

  /** Where the segment's manifest is or belongs; exists if one was written before a crash. */
  public Path manifestFile() {
    return manifestFile;
  }

  /**
   * Visits all entries in order. What cannot be read any more, because the disk has damaged it
   * since the segment was handed over, is skipped and the file set aside.
   *
   * @return how many of {@link #records()} were not visited; 0 unless the file is damaged
   */
  public long forEachEntry(EntryVisitor visitor) throws IOException {
    return forEachEntry(new SegmentBuffer(), visitor);
  }

  /** The same through memory that is used again: payloads are valid until {@code buffer} is. */
  public long forEachEntry(SegmentBuffer buffer, EntryVisitor visitor) throws IOException {
    SegmentScan.Result found = SegmentScan.scan(file, id(), end, buffer, visitor);
    if (found.records() < records) {
      quarantine.keep(signal(), file, found.damage());
    }
    return records - found.records();
  }

  /**
   * Counts the file at {@link #manifestFile()} as part of the journal's usage. To be called once
   * after writing it; a manifest found at recovery is counted already.
   */
  public void manifestWritten() throws IOException {
    long bytes = Files.size(manifestFile);
    space.add(bytes);
    occupiedBytes += bytes;
  }

  /**
   * Moves a manifest that turns out to be damaged to the quarantine, so that the segment can be
   * packed again.
   */
  public void setManifestAside(String damage) throws IOException {
    long bytes = Files.size(manifestFile);
    quarantine.move(signal(), manifestFile, List.of(damage));
    space.free(bytes);
    occupiedBytes -= bytes;
  }

  /**
   * Deletes the segment and then its manifest: all its records are stored elsewhere, or set aside
   * for good. Power lost in between leaves a manifest without a segment, which is known by that to
   * be done with. Returns the space to the quota; idempotent.
   */
  public void release() throws IOException {
    if (Files.deleteIfExists(file) && Files.exists(manifestFile)) {
      new SyncedDirectory(file.resolveSibling("")).sync();
    }
    Files.deleteIfExists(manifestFile);
    space.free(occupiedBytes);
    occupiedBytes = 0;
  }

  @Override
  public String toString() {
    return signal().id() + " segment " + id() + " of " + createdAt() + ", " + records + " records";
  }
}
