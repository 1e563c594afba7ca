package io.spanstone.collector.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The documents of one segment, fixed on disk before the first of them is sent: whatever happens
 * later, the same documents are sent to the same indices under the same ids. The file is described
 * in {@code docs/format/manifest.md}. Immutable.
 */
public final class Manifest {
  private final Path file;
  private final UUID segment;
  private final Totals totals;

  Manifest(Path file, UUID segment, Totals totals) {
    this.file = file;
    this.segment = segment;
    this.totals = totals;
  }

  /**
   * What the manifest accounts for.
   *
   * @param documents in it
   * @param records in these documents
   * @param deadLettered records of the segment that could not be packed and were set aside
   * @param repeated derived points of the segment that another segment has packed
   */
  record Totals(int documents, long records, long deadLettered, long repeated) {}

  /**
   * The manifest in {@code file}, read and verified to its end.
   *
   * @throws CorruptManifestException if it is not whole, or not this segment's
   */
  public static Manifest open(Path file, UUID segment) throws IOException {
    try (ManifestReader reader = new ManifestReader(file, segment)) {
      return new Manifest(file, segment, reader.skipToEnd());
    }
  }

  public UUID segment() {
    return segment;
  }

  public int documents() {
    return totals.documents();
  }

  /** The records in the documents. */
  public long records() {
    return totals.records();
  }

  /** Records of the segment that could not be packed; they are in the dead letters. */
  public long deadLettered() {
    return totals.deadLettered();
  }

  /** Derived points of the segment that were left out, because another segment has packed them. */
  public long repeated() {
    return totals.repeated();
  }

  /** Reads the documents, in order. */
  public ManifestReader read() throws IOException {
    return new ManifestReader(file, segment);
  }
}
