package io.spanstone.collector.journal;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What precedes the payload of an entry. Its own checksum covers the segment's id and the entry's
 * offset too, so that bytes which look like an entry are one only where it was written: not inside
 * a payload that a client made up, and not as leftovers of another file.
 */
record EntryHeader(int length, int payloadCrc, EntryKind kind, int records) {
  static final int BYTES = 17;

  /** The longest payload. */
  static final int MAX_LENGTH = 64 << 20;

  private static final int CRC_AT = BYTES - Integer.BYTES;
  private static final int KIND_AT = 8;

  void write(UUID segment, long offset, ByteBuffer to) {
    byte[] header = new byte[BYTES];
    ByteBuffer.wrap(header).putInt(length).putInt(payloadCrc).put(kind.code()).putInt(records);
    ByteBuffer.wrap(header).putInt(CRC_AT, crc(segment, offset, header, 0));
    to.put(header);
  }

  /** The header that starts at {@code bytes[at]}, or null if none does. */
  static @Nullable EntryHeader read(UUID segment, long offset, byte[] bytes, int at) {
    EntryKind kind = EntryKind.of(bytes[at + KIND_AT]);
    ByteBuffer from = ByteBuffer.wrap(bytes, at, BYTES);
    int length = from.getInt();
    if (kind == null || length < 0 || length > MAX_LENGTH) {
      return null;
    }
    int payloadCrc = from.getInt();
    from.get();
    int records = from.getInt();
    return from.getInt() == crc(segment, offset, bytes, at) && records >= 0
        ? new EntryHeader(length, payloadCrc, kind, records)
        : null;
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static int crc(UUID segment, long offset, byte[] header, int at) {
    ByteBuffer covered =
        ByteBuffer.allocate(2 * Long.BYTES + Long.BYTES + CRC_AT)
            .putLong(segment.getMostSignificantBits())
            .putLong(segment.getLeastSignificantBits())
            .putLong(offset)
            .put(header, at, CRC_AT);
    return crc(covered.array(), 0, covered.position());
  }
}
