package io.spanstone.collector.pack;

import java.util.UUID;
import java.util.zip.CRC32C;

/** The constants of {@code docs/format/manifest.md}. */
final class ManifestFormat {
  /** {@code SPMANIF1} in ASCII; the last character is the version. */
  static final long MAGIC = 0x53504d414e494631L;

  static final int HEADER_BYTES = 8 + 16;
  static final byte DOCUMENT = 1;
  static final byte END = 2;
  static final int END_BYTES = 1 + 4 + 8 + 8 + 8;

  private ManifestFormat() {}

  static String documentId(UUID segment, int ordinal) {
    return segment + "-" + ordinal;
  }

  static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
