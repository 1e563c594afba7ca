package io.spanstone.collector.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The file of a claim, as {@code docs/format/journal.md} describes it. */
final class SourcesFile {
  static final String EXTENSION = ".sources";

  /** {@code SPANSRC1} in ASCII; the last character is the version. */
  private static final long MAGIC = 0x5350414e53524331L;

  private static final int UUID_BYTES = 16;
  private static final int FIXED_BYTES = Long.BYTES + UUID_BYTES + Integer.BYTES + Integer.BYTES;

  private SourcesFile() {}

  record Content(UUID segment, Set<UUID> sources) {}

  /** Writes it durably, whole or not at all. */
  static void write(Path file, UUID segment, Set<UUID> sources) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + UUID_BYTES * sources.size());
    bytes.putLong(MAGIC);
    put(segment, bytes);
    bytes.putInt(sources.size());
    new TreeSet<>(sources).forEach(source -> put(source, bytes));
    byte[] covered = Arrays.copyOf(bytes.array(), bytes.position());
    bytes.putInt(ManifestFormat.checksum(covered));
    AtomicFile.write(file, out -> out.write(bytes.array()));
  }

  static Content read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer fields = ByteBuffer.wrap(bytes);
    if (bytes.length < FIXED_BYTES || fields.getLong() != MAGIC) {
      throw new CorruptManifestException(file, "not a list of sources of version 1");
    }
    UUID segment = uuid(fields);
    int count = fields.getInt();
    byte[] covered = Arrays.copyOf(bytes, bytes.length - Integer.BYTES);
    if (count < 0
        || bytes.length != FIXED_BYTES + (long) UUID_BYTES * count
        || ByteBuffer.wrap(bytes).getInt(covered.length) != ManifestFormat.checksum(covered)) {
      throw new CorruptManifestException(file, "does not match its checksum");
    }
    Set<UUID> sources = new HashSet<>();
    for (int i = 0; i < count; i++) {
      sources.add(uuid(fields));
    }
    return new Content(segment, sources);
  }

  private static void put(UUID uuid, ByteBuffer to) {
    to.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer from) {
    return new UUID(from.getLong(), from.getLong());
  }
}
