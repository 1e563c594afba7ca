package io.spanstone.block;

import io.spanstone.otlp.Slice;

/**
 * Takes the difference between upper and lower case out of texts: each character becomes the lower
 * case of Unicode's simple mapping. Bytes that are no UTF-8 become U+FFFD.
 */
public final class CaseFold {
  private CaseFold() {}

  public static String fold(String text) {
    int at = 0;
    while (at < text.length() && isFolded(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder folded = new StringBuilder(text.length()).append(text, 0, at);
    text.substring(at).codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /** The folded UTF-8 text; the very slice if nothing changes. */
  public static Slice fold(Slice text) {
    byte[] array = text.array();
    boolean upper = false;
    for (int i = text.from(); i < text.to(); i++) {
      if (array[i] < 0) {
        return Slice.ofUtf8(fold(text.utf8()));
      }
      upper |= isUpper(array[i]);
    }
    return upper ? foldAscii(text) : text;
  }

  /** Whether {@code text}, folded, is {@code folded}. */
  public static boolean equalsFolded(Slice text, Slice folded) {
    byte[] array = text.array();
    byte[] wanted = folded.array();
    int length = Math.min(text.length(), folded.length());
    for (int i = 0; i < length; i++) {
      byte b = array[text.from() + i];
      if (b < 0) {
        return fold(text).equals(folded);
      }
      if ((isUpper(b) ? b | 0x20 : b) != wanted[folded.from() + i]) {
        return false;
      }
    }
    return text.length() == folded.length();
  }

  private static Slice foldAscii(Slice text) {
    byte[] folded = text.toByteArray();
    for (int i = 0; i < folded.length; i++) {
      if (isUpper(folded[i])) {
        folded[i] |= 0x20;
      }
    }
    return Slice.of(folded);
  }

  private static boolean isFolded(char c) {
    return c < 0x80 && (c < 'A' || c > 'Z');
  }

  private static boolean isUpper(int ascii) {
    return ascii >= 'A' && ascii <= 'Z';
  }
}
