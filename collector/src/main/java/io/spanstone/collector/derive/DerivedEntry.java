package io.spanstone.collector.derive;

import io.spanstone.otlp.Slice;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a journal entry with derived points: the segment that they were derived from, 16
 * bytes, then an OTLP export request.
 */
public record DerivedEntry(UUID source, Slice request) {
  private static final int SOURCE_BYTES = 2 * Long.BYTES;

  /**
   * The entry of which this is the payload.
   *
   * @throws IllegalArgumentException if it names no source
   */
  public static DerivedEntry read(Slice payload) {
    UUID source = source(payload);
    if (source == null) {
      throw new IllegalArgumentException(
          "derived points of " + payload.length() + " bytes name no source");
    }
    int requestFrom = payload.from() + SOURCE_BYTES;
    return new DerivedEntry(source, new Slice(payload.array(), requestFrom, payload.to()));
  }

  /** The source that a payload names; null if it is too short for one. */
  public static @Nullable UUID source(Slice payload) {
    if (payload.length() < SOURCE_BYTES) {
      return null;
    }
    ByteBuffer source = ByteBuffer.wrap(payload.array(), payload.from(), SOURCE_BYTES);
    return new UUID(source.getLong(), source.getLong());
  }

  public Slice payload() {
    byte[] payload = new byte[SOURCE_BYTES + request.length()];
    ByteBuffer.wrap(payload)
        .putLong(source.getMostSignificantBits())
        .putLong(source.getLeastSignificantBits())
        .put(request.array(), request.from(), request.length());
    return Slice.of(payload);
  }
}
