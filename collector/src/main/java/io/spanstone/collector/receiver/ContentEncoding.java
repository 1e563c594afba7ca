package io.spanstone.collector.receiver;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.spanstone.otlp.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** How a body is compressed, by the names of HTTP and gRPC, which are the same. */
enum ContentEncoding {
  IDENTITY,
  GZIP,
  ZSTD,
  DEFLATE;

  /** All names, as headers announce them. */
  static final String ALL = "identity,gzip,zstd,deflate";

  /** The smallest window, as a power of two, that every zstd decoder should offer (RFC 8878). */
  private static final int MIN_WINDOW_LOG = 23;

  /**
   * The encoding of that name; identity for null.
   *
   * @throws Refusal for any other name
   */
  static ContentEncoding of(@Nullable String name) {
    return switch (name == null ? "" : name.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip" -> GZIP;
      case "zstd" -> ZSTD;
      case "deflate" -> DEFLATE;
      default ->
          throw new Refusal(
              Refusal.Reason.UNSUPPORTED_ENCODING,
              "unsupported encoding \"" + name + "\"; supported are " + ALL);
    };
  }

  /**
   * Opens compressed bytes for reading.
   *
   * @param maxBytes what is of use of them; a zstd window that is much larger is refused, because
   *     it must be allocated before the first byte is read
   */
  InputStream open(Slice bytes, int maxBytes) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes.array(), bytes.from(), bytes.length());
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in);
      case DEFLATE -> new InflaterInputStream(in);
      case ZSTD -> {
        int windowLog = Integer.SIZE - Integer.numberOfLeadingZeros(maxBytes - 1);
        yield new ZstdInputStreamNoFinalizer(in).setLongMax(Math.max(MIN_WINDOW_LOG, windowLog));
      }
    };
  }
}
