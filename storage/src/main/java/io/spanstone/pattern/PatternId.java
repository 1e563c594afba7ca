package io.spanstone.pattern;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.spanstone.hash.XxHash64;
import io.spanstone.otlp.Slice;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The id of a pattern: the XXH64 (seed 0) of its template, {@value #CHARS} hex digits as text. The
 * id of a record's pattern depends on the record alone.
 */
public final class PatternId {
  /** The length of an id's text. */
  public static final int CHARS = 16;

  /** Of a record that has no pattern, since it has no text. */
  public static final long NONE = 0;

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  private PatternId() {}

  /** The id of a template; {@link #NONE} if it is empty, and never else. */
  public static long of(Slice template) {
    if (template.isEmpty()) {
      return NONE;
    }
    long hash = XxHash64.hash(template.array(), template.from(), template.to());
    return hash == NONE ? 1 : hash;
  }

  /** The text of an id; empty for {@link #NONE}. */
  public static String text(long id) {
    return id == NONE ? "" : HexFormat.of().toHexDigits(id);
  }

  /** Writes the text of an id to the {@value #CHARS} bytes from {@code at}. */
  public static void write(long id, byte[] to, int at) {
    for (int i = 0; i < CHARS; i++) {
      to[at + i] = HEX[(int) (id >>> (60 - 4 * i)) & 0xf];
    }
  }

  /** The id of that text, in any case; null if it is no id's. */
  public static @Nullable Long parse(String text) {
    if (text.length() != CHARS || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return null;
    }
    return HexFormat.fromHexDigitsToLong(text);
  }
}
