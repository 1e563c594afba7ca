package io.spanstone.block;

import io.spanstone.otlp.Slice;
import java.util.Arrays;

/**
 * Splits the text of log bodies into the words by which they are found. A word is a run of letters,
 * digits and the marks on them, in lower case, cut after {@value #MAX_WORD_BYTES} bytes. Han and
 * kana have no spaces between words: there each character is a word and each two neighbours are
 * one, so that any substring can be looked for. Not thread-safe.
 */
final class BodyWords {
  static final int MAX_WORD_BYTES = 128;

  private static final int NONE = -1;

  /** The shape of a text that has words with digits and something else. */
  static final long NO_SHAPE = 0;

  private static final long EMPTY_SHAPE = TermHash.SEED;

  /** What a byte may be; one that is none of these separates words. */
  private static final int LETTER = 1;

  private static final int DIGIT = 2;

  /** Of a character that is not ASCII, of which only decoding tells what it is. */
  private static final int WIDE = 4;

  private static final byte[] KINDS = new byte[256];

  /** By the byte: what it is in a word, in lower case; 0 if it is no ASCII letter or digit. */
  private static final byte[] LOWER = new byte[256];

  static {
    for (char c = '0'; c <= '9'; c++) {
      LOWER[c] = (byte) c;
      KINDS[c] = DIGIT;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      char upper = Character.toUpperCase(c);
      LOWER[c] = (byte) c;
      LOWER[upper] = (byte) c;
      KINDS[c] = LETTER;
      KINDS[upper] = LETTER;
    }
    Arrays.fill(KINDS, 0x80, KINDS.length, (byte) WIDE);
  }

  private final Sink sink;

  /** Texts without digits of which the words are known: messages repeat them. */
  private final TermSet passages = new TermSet();

  /** The current word in lower case, as far as it counts. */
  private final byte[] word = new byte[MAX_WORD_BYTES];

  private int length;
  private int wordBytes;
  private boolean hasDigit;
  private int previousIdeograph = NONE;

  BodyWords(Sink sink) {
    this.sink = sink;
  }

  /** Takes words. */
  interface Sink {
    /**
     * A word, which may come again.
     *
     * @param word its bytes are the first {@code length}, valid during the call
     * @param isDigitWord whether it is a {@link DigitWord}
     */
    void word(byte[] word, int length, boolean isDigitWord);
  }

  /** Forgets what is known, for the next block. */
  void clear() {
    passages.clear();
  }

  /**
   * Adds the words of the UTF-8 text. What stands between two bytes that separate words is split by
   * itself if it has a digit; what is between such parts is split only if it is new.
   *
   * @return its shape: texts of one shape, since the last {@link #clear}, differ in nothing but the
   *     digits of words which are digits only
   */
  long add(Slice text) {
    byte[] array = text.array();
    long shape = EMPTY_SHAPE;
    boolean plain = true;
    int passage = text.from();
    int part = passage;
    int kinds = 0;
    for (int at = part; at <= text.to(); at++) {
      int kind = at < text.to() ? KINDS[array[at] & 0xFF] : 0;
      if (kind != 0) {
        kinds |= kind;
        continue;
      }
      if ((kinds & DIGIT) != 0) {
        shape = TermHash.chain(shape, passage(array, passage, part));
        shape = TermHash.chain(shape, at - part);
        plain &= kinds == DIGIT;
        part(array, part, at, kinds);
        passage = at;
      }
      part = at + 1;
      kinds = 0;
    }
    shape = TermHash.chain(shape, passage(array, passage, text.to()));
    return plain ? shape : NO_SHAPE;
  }

  /** Returns the number of the passage; -1 if it is empty. */
  private int passage(byte[] array, int from, int to) {
    if (to <= from) {
      return -1;
    }
    int known = passages.size();
    int number = passages.add(array, from, to);
    if (number == known) {
      split(array, from, to);
    }
    return number;
  }

  private void part(byte[] array, int from, int to, int kinds) {
    if ((kinds & WIDE) == 0) {
      ascii(array, from, to);
      endWord();
    } else {
      split(array, from, to);
    }
  }

  private void split(byte[] array, int from, int to) {
    int at = from;
    while (at < to) {
      byte b = array[at];
      if (b < 0) {
        int length = TextCharacters.sequenceLength(b, to - at);
        int codePoint = TextCharacters.decode(array, at, length);
        other(codePoint);
        at += codePoint == TextCharacters.REPLACEMENT ? 1 : length;
      } else if (LOWER[b] == 0) {
        endRun();
        at++;
      } else {
        int start = at;
        while (at < to && LOWER[array[at] & 0xFF] != 0) {
          at++;
        }
        ascii(array, start, at);
      }
    }
    endRun();
  }

  /** Letters and digits of ASCII that follow each other. */
  private void ascii(byte[] array, int from, int to) {
    previousIdeograph = NONE;
    int end = Math.min(to, from + Math.max(0, MAX_WORD_BYTES - wordBytes));
    for (int at = from; at < end; at++) {
      byte lower = LOWER[array[at]];
      word[length++] = lower;
      hasDigit |= lower <= '9';
    }
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
    if (wordBytes == 0) {
      return;
    }
    sink.word(word, length, hasDigit && length >= DigitWord.MIN_BYTES);
    length = 0;
    wordBytes = 0;
    hasDigit = false;
  }

  private void append(int codePoint) {
    int size = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    wordBytes += size;
    if (wordBytes > MAX_WORD_BYTES) {
      return;
    }
    if (size == 1) {
      word[length++] = (byte) codePoint;
      return;
    }
    word[length++] = (byte) ((0xF00 >> size) | (codePoint >> (6 * (size - 1))));
    for (int shift = 6 * (size - 2); shift >= 0; shift -= 6) {
      word[length++] = (byte) (0x80 | ((codePoint >> shift) & 0x3F));
    }
  }
}
