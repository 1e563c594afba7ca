package io.spanstone.query.alert.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts under a limit of bytes. */
public final class Utf8Text {
  private static final String ELLIPSIS = "…";

  private Utf8Text() {}

  static int length(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** The text, or as much of its beginning as fits, with an ellipsis. */
  public static String cut(String text, int maxBytes) {
    if (length(text) <= maxBytes) {
      return text;
    }
    int left = maxBytes - length(ELLIPSIS);
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      left -= length(Character.toString(codePoint));
      if (left < 0) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end) + ELLIPSIS;
  }
}
