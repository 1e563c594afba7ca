package io.spanstone.collector.receiver;

import io.spanstone.otlp.Slice;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/**
 * Inflates bodies in snappy's block format, which begins with the length of what it holds: a bomb
 * is refused before it costs anything. Source: google/snappy, format_description.txt.
 */
final class SnappyBlock {
  private final int maxBytes;

  SnappyBlock(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * What the body holds.
   *
   * @param share pays for what is inflated
   * @throws Refusal if it is too large, no block of snappy, or there is no room for it
   */
  Slice inflate(Slice body, InFlight.Share share) {
    try {
      int length = Snappy.uncompressedLength(body.array(), body.from(), body.length());
      if (length < 0 || length > maxBytes) {
        throw Inflation.tooLarge(maxBytes);
      }
      share.add(length);
      byte[] inflated = new byte[length];
      int written = Snappy.uncompress(body.array(), body.from(), body.length(), inflated, 0);
      return new Slice(inflated, 0, written);
    } catch (IOException e) {
      throw new Refusal(
          Refusal.Reason.MALFORMED, "the body is no valid block of snappy: " + e.getMessage());
    }
  }
}
