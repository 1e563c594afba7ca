package io.spanstone.block;

import java.lang.Character.UnicodeScript;

/** What the characters of log bodies are: parts of words, words by themselves, or neither. */
final class TextCharacters {
  static final int REPLACEMENT = 0xFFFD;

  private TextCharacters() {}

  /** Of scripts without spaces between words. */
  static boolean isIdeograph(int codePoint) {
    if (codePoint < 0x2E80) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(codePoint);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  /** Letters and digits of ASCII. */
  static boolean isAsciiOfWord(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Letters, digits and the marks on them; to be asked of what is no ideograph. */
  static boolean isOfWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || isMark(codePoint);
  }

  /** How many bytes the character has that begins with this byte; 1 if it is none. */
  static int sequenceLength(byte first, int available) {
    int length = first >= -16 ? 4 : first >= -32 ? 3 : first >= -64 ? 2 : 1;
    return length <= available ? length : 1;
  }

  /** The code point of a sequence; what is no valid UTF-8 counts as a separator. */
  static int decode(byte[] array, int at, int length) {
    if (length == 1) {
      return REPLACEMENT;
    }
    int codePoint = array[at] & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      if ((array[at + i] & 0xC0) != 0x80) {
        return REPLACEMENT;
      }
      codePoint = (codePoint << 6) | (array[at + i] & 0x3F);
    }
    return codePoint > Character.MAX_CODE_POINT ? REPLACEMENT : codePoint;
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
