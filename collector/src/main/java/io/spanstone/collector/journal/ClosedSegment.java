package io.spanstone.collector.journal;

import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * A segment that nothing is written to any more: the unit in which journaled records are packed and
 * shipped. Whoever was handed it owns it until {@link #release()}; not released, it is handed over
 * again when the journal is next opened.
 *
 * <p>Thread-safe, but {@link #release()} must not overlap with other calls.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ClosedSegment {
  private final UUID id;
  private final Signal signal;
  private final Instant createdAt;
  private final long records;
  private final boolean recovered;
  private final Path file;
  private final Path manifestFile;

  ClosedSegment(
      UUID id,
      Signal signal,
      Instant createdAt,
      long records,
      boolean recovered,
      Path file,
      Path manifestFile) {
    this.id = id;
    this.signal = signal;
    this.createdAt = createdAt;
    this.records = records;
    this.recovered = recovered;
    this.file = file;
    this.manifestFile = manifestFile;
  }

  /** Random, made at creation; never used for another segment. */
  public UUID id() {
    return id;
  }

  public Signal signal() {
    return signal;
  }

  /** When the segment was created, to the millisecond; the same after every recovery. */
  public Instant createdAt() {
    return createdAt;
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
    throw new UnsupportedOperationException();
  }

  /**
   * Counts the file at {@link #manifestFile()} as part of the journal's usage. To be called once
   * after writing it; a manifest found at recovery is counted already.
   */
  public void manifestWritten() throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Deletes the segment and then its manifest: all its records are stored elsewhere, or set aside
   * for good. Power lost in between leaves a manifest without a segment, which is known by that to
   * be done with. Returns the space to the quota; idempotent.
   */
  public void release() throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public String toString() {
    return signal.id() + " segment " + id + " of " + createdAt + ", " + records + " records";
  }
}
