package io.spanstone.query.promql.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Strings in double, single or back quotes, with the escapes of Go. */
public final class StringLiterals {
  private static final String SHORT = "abfnrtv\\'\"";
  private static final String MEANING = "\u0007\b\f\n\r\t\u000b\\'\"";

  private final String query;
  private final int from;
  private final ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
  private int at;

  private StringLiterals(String query, int from) {
    this.query = query;
    this.from = from;
    this.at = from + 1;
  }

  /**
   * A string that was read.
   *
   * @param end after the closing quote
   */
  record Scanned(String value, int end) {}

  /** Reads the string whose quote stands here. */
  static Scanned scan(String query, int from) {
    return new StringLiterals(query, from).scan();
  }

  /** A string in double quotes. */
  public static String quote(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int escape = c == '\'' ? -1 : MEANING.indexOf(c);
      if (escape >= 0) {
        text.append('\\').append(SHORT.charAt(escape));
      } else if (c < ' ' || c == 0x7f) {
        text.append("\\x%02x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  private Scanned scan() {
    char quote = query.charAt(from);
    while (at < query.length()) {
      char c = query.charAt(at);
      if (c == quote) {
        return new Scanned(utf8.toString(StandardCharsets.UTF_8), at + 1);
      }
      if (c == '\n' && quote != '`') {
        break;
      }
      if (c == '\\' && quote != '`') {
        escape();
      } else {
        int codePoint = query.codePointAt(at);
        append(codePoint);
        at += Character.charCount(codePoint);
      }
    }
    throw new PromqlSyntaxException(query, from, "unterminated string", "close it with " + quote);
  }

  private void escape() {
    char c = at + 1 < query.length() ? query.charAt(at + 1) : '\n';
    int place = SHORT.indexOf(c);
    if (place >= 0) {
      append(MEANING.charAt(place));
      at += 2;
    } else if (c == 'x') {
      utf8.write(digits(2, 2, 16));
    } else if (c == 'u') {
      append(digits(2, 4, 16));
    } else if (c == 'U') {
      append(digits(2, 8, 16));
    } else if (c >= '0' && c <= '7') {
      utf8.write(digits(1, 3, 8));
    } else {
      throw unknown();
    }
  }

  /** The number in so many digits of the escape that begins here. */
  private int digits(int skip, int count, int radix) {
    int end = at + skip + count;
    if (end > query.length()) {
      throw unknown();
    }
    int value = 0;
    for (int i = at + skip; i < end; i++) {
      int digit = Character.digit(query.charAt(i), radix);
      if (digit < 0) {
        throw unknown();
      }
      value = value * radix + digit;
    }
    if (value < 0 || value > (radix == 8 ? 0xff : Character.MAX_CODE_POINT)) {
      throw unknown();
    }
    at = end;
    return value;
  }

  private void append(int codePoint) {
    utf8.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private PromqlSyntaxException unknown() {
    return new PromqlSyntaxException(
        query,
        at,
        "unknown escape sequence",
        "a backslash is written \\\\; in `back quotes` it stands for itself");
  }
}
