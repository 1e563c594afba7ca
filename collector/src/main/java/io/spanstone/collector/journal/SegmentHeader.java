package io.spanstone.collector.journal;

import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The first bytes of a segment file: which segment it is, of which signal, made when. */
record SegmentHeader(Signal signal, UUID id, long createdAtMillis) {
  static final int BYTES = 40;
  static final int VERSION = 1;

  private static final byte[] MAGIC = "SPANJRNL".getBytes(StandardCharsets.US_ASCII);
  private static final int CRC_AT = BYTES - Integer.BYTES;

  void write(ByteBuffer to) {
    byte[] header = new byte[BYTES];
    ByteBuffer.wrap(header)
        .put(MAGIC)
        .putShort((short) VERSION)
        .put(code(signal))
        .put((byte) 0)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(createdAtMillis);
    ByteBuffer.wrap(header).putInt(CRC_AT, crc(header));
    to.put(header);
  }

  /**
   * The header in these {@value #BYTES} bytes, or null if they are damaged.
   *
   * @throws IOException if they are intact but of a version that this code does not know
   */
  static @Nullable SegmentHeader read(byte[] bytes) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || from.getInt(CRC_AT) != crc(bytes)) {
      return null;
    }
    from.position(MAGIC.length);
    short version = from.getShort();
    if (version != VERSION) {
      throw new UnknownVersionException(version);
    }
    Signal signal = signal(from.get());
    from.get();
    UUID id = new UUID(from.getLong(), from.getLong());
    return signal == null ? null : new SegmentHeader(signal, id, from.getLong());
  }

  /** A newer program wrote this segment: it must not be set aside as if it were damaged. */
  static final class UnknownVersionException extends IOException {
    UnknownVersionException(int version) {
      super("format version " + version + "; this program knows version " + VERSION);
    }
  }

  private static int crc(byte[] header) {
    CRC32C crc = new CRC32C();
    crc.update(header, 0, CRC_AT);
    return (int) crc.getValue();
  }

  private static byte code(Signal signal) {
    return switch (signal) {
      case TRACES -> 1;
      case METRICS -> 2;
      case LOGS -> 3;
    };
  }

  private static @Nullable Signal signal(byte code) {
    for (Signal signal : Signal.values()) {
      if (code(signal) == code) {
        return signal;
      }
    }
    return null;
  }
}
