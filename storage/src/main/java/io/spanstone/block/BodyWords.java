package io.spanstone.block;

import io.spanstone.otlp.Slice;
import java.lang.Character.UnicodeScript;

/**
 * Splits the text of log bodies into the words by which they are found. A word is a run of letters,
 * digits and the marks on them, in lower case, cut after {@value #MAX_WORD_BYTES} bytes. Han and
 * kana have no spaces between words: there each character is a word and each two neighbours are
 * one, so that any substring can be looked for. Not thread-safe.
 */
final class BodyWords {
  static final int MAX_WORD_BYTES = 128;

  private static final int NONE = -1;
  private static final int REPLACEMENT = 0xFFFD;

  private final TermSet words;
  private int wordBytes;
  private int previousIdeograph = NONE;

  BodyWords(TermSet words) {
    this.words = words;
  }

  /** Adds the words of the UTF-8 text. */
  void add(Slice text) {
    byte[] array = text.array();
    int at = text.from();
    while (at < text.to()) {
      byte b = array[at];
      if (b >= 0) {
        ascii(b);
        at++;
      } else {
        int length = sequenceLength(b, text.to() - at);
        int codePoint = decode(array, at, length);
        other(codePoint);
        at += codePoint == REPLACEMENT ? 1 : length;
      }
    }
    endRun();
  }

  private void ascii(byte b) {
    previousIdeograph = NONE;
    if ((b >= 'a' && b <= 'z') || (b >= '0' && b <= '9')) {
      append(b);
    } else if (b >= 'A' && b <= 'Z') {
      append(b | 0x20);
    } else {
      endWord();
    }
  }

  private void other(int codePoint) {
    if (isIdeograph(codePoint)) {
      endWord();
      append(codePoint);
      endWord();
      if (previousIdeograph != NONE) {
        append(previousIdeograph);
        append(codePoint);
        endWord();
      }
      previousIdeograph = codePoint;
      return;
    }
    previousIdeograph = NONE;
    if (Character.isLetterOrDigit(codePoint) || isMark(codePoint)) {
      append(Character.toLowerCase(codePoint));
    } else {
      endWord();
    }
  }

  private void endRun() {
    endWord();
    previousIdeograph = NONE;
  }

  private void endWord() {
    if (wordBytes > 0) {
      words.commit();
      wordBytes = 0;
    }
  }

  private void append(int codePoint) {
    int length = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    wordBytes += length;
    if (wordBytes > MAX_WORD_BYTES) {
      return;
    }
    if (length == 1) {
      words.append((char) codePoint);
      return;
    }
    words.append((char) (((0xF00 >> length) & 0xFF) | (codePoint >> (6 * (length - 1)))));
    for (int shift = 6 * (length - 2); shift >= 0; shift -= 6) {
      words.append((char) (0x80 | ((codePoint >> shift) & 0x3F)));
    }
  }

  private static boolean isIdeograph(int codePoint) {
    if (codePoint < 0x2E80) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(codePoint);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static int sequenceLength(byte first, int available) {
    int length = first >= -16 ? 4 : first >= -32 ? 3 : first >= -64 ? 2 : 1;
    return length <= available ? length : 1;
  }

  /** The code point of a sequence; what is no valid UTF-8 counts as a separator. */
  private static int decode(byte[] array, int at, int length) {
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
}
