package io.spanstone.block.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Slice;

/**
 * What an attribute's key is called as a label: every run of characters other than {@code
 * [a-zA-Z0-9]} becomes one {@code _}, and a name that would begin with a digit gets the prefix
 * {@code key_}.
 */
public final class LabelName {
  private static final String BEFORE_DIGIT = "key_";

  private LabelName() {}

  public static String of(String key) {
    return of(Slice.ofUtf8(key)).utf8();
  }

  /** The same in UTF-8; the key itself, not copied, if it is a fit name already. */
  public static Slice of(Slice key) {
    if (isFit(key)) {
      return key;
    }
    String text = key.utf8();
    StringBuilder name = new StringBuilder(text.length() + BEFORE_DIGIT.length());
    if (!text.isEmpty() && isDigit(text.charAt(0))) {
      name.append(BEFORE_DIGIT);
    }
    boolean afterUnderscore = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean keep = isLetter(c) || isDigit(c);
      if (keep || !afterUnderscore) {
        name.append(keep ? c : '_');
      }
      afterUnderscore = !keep;
    }
    return Slice.of(name.toString().getBytes(UTF_8));
  }

  private static boolean isFit(Slice key) {
    byte before = 0;
    for (int i = key.from(); i < key.to(); i++) {
      byte b = key.array()[i];
      boolean fit = isLetter(b) || (isDigit(b) && i > key.from()) || (b == '_' && before != '_');
      if (!fit) {
        return false;
      }
      before = b;
    }
    return true;
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
