package io.spanstone.collector.receiver;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import io.spanstone.otlp.Slice;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/** Inflates a body, step by step and never beyond the limit: a bomb costs what the limit allows. */
final class Inflation {
  private static final int MIN_BYTES = 4096;
  private static final int EXPECTED_RATIO = 4;

  private final int maxBytes;

  Inflation(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The body without its encoding.
   *
   * @param share pays for what is inflated
   * @throws Refusal if it is too large, not what its encoding says, or there is no room for it
   */
  Slice inflate(ContentEncoding encoding, Slice body, InFlight.Share share) {
    if (encoding == ContentEncoding.IDENTITY) {
      return body;
    }
    try (InputStream in = encoding.open(body, maxBytes)) {
      return read(in, body.length(), share);
    } catch (ZstdIOException e) {
      throw e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()
          ? tooLarge(maxBytes)
          : malformed(encoding, e);
    } catch (IOException e) {
      throw malformed(encoding, e);
    }
  }

  static Refusal tooLarge(int maxBytes) {
    return new Refusal(
        Refusal.Reason.TOO_LARGE, "the request is larger than the limit of " + maxBytes + " bytes");
  }

  private Slice read(InputStream in, int compressedBytes, InFlight.Share share) throws IOException {
    long expected = Math.max(MIN_BYTES, (long) compressedBytes * EXPECTED_RATIO);
    byte[] bytes = allocate((int) Math.min(expected, maxBytes), share);
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        int next = in.read();
        if (next < 0) {
          return new Slice(bytes, 0, length);
        }
        bytes = grow(bytes, share);
        bytes[length++] = (byte) next;
      }
      int read = in.read(bytes, length, bytes.length - length);
      if (read < 0) {
        return new Slice(bytes, 0, length);
      }
      length += read;
    }
  }

  private byte[] grow(byte[] full, InFlight.Share share) {
    if (full.length >= maxBytes) {
      throw tooLarge(maxBytes);
    }
    int capacity = (int) Math.min(2L * full.length, maxBytes);
    share.add(capacity - full.length);
    return Arrays.copyOf(full, capacity);
  }

  private static byte[] allocate(int bytes, InFlight.Share share) {
    share.add(bytes);
    return new byte[bytes];
  }

  private static Refusal malformed(ContentEncoding encoding, IOException e) {
    String problem =
        e instanceof EOFException ? "it ends too early" : String.valueOf(e.getMessage());
    return new Refusal(
        Refusal.Reason.MALFORMED,
        "the body is no valid " + encoding.name().toLowerCase(Locale.ROOT) + ": " + problem);
  }
}
