package io.spanstone.block;

import io.spanstone.otlp.Slice;

/**
 * Splits the text of log bodies into the words by which they are found. A word is a run of letters,
 * digits and the marks on them, in lower case, cut after {@value #MAX_WORD_BYTES} bytes. Han and
 * kana have no spaces between words: there each character is a word and each two neighbours are
 * one, so that any substring can be looked for. Not thread-safe.
 */
final class BodyWords {
  static final int MAX_WORD_BYTES = 128;

  private static final int NONE = -1;

  /** By the byte: what it is in a word, in lower case; 0 if it is no ASCII letter or digit. */
  private static final byte[] LOWER = new byte[256];

  static {
    for (char c = '0'; c <= '9'; c++) {
      LOWER[c] = (byte) c;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      LOWER[c] = (byte) c;
      LOWER[Character.toUpperCase(c)] = (byte) c;
    }
  }

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
      if (b < 0) {
        int length = TextCharacters.sequenceLength(b, text.to() - at);
        int codePoint = TextCharacters.decode(array, at, length);
        other(codePoint);
        at += codePoint == TextCharacters.REPLACEMENT ? 1 : length;
      } else if (LOWER[b] == 0) {
        endRun();
        at++;
      } else {
        int from = at;
        while (at < text.to() && LOWER[array[at] & 0xFF] != 0) {
          at++;
        }
        ascii(array, from, at);
      }
    }
    endRun();
  }

  /** Letters and digits of ASCII that follow each other. */
  private void ascii(byte[] array, int from, int to) {
    previousIdeograph = NONE;
    int room = Math.max(0, MAX_WORD_BYTES - wordBytes);
    words.append(array, from, Math.min(to, from + room), LOWER);
    wordBytes += to - from;
  }

  private void other(int codePoint) {
    if (TextCharacters.isIdeograph(codePoint)) {
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
    if (TextCharacters.isOfWord(codePoint)) {
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
}
