package io.spanstone.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.hash.XxHash64;

/**
 * The numbers that stand in a block for words of {@value #MIN_BYTES} bytes or more with a digit.
 * Most of such words are ids, amounts and times, which hardly come again: as numbers they cost
 * Elasticsearch less than as terms. Of shorter ones there are few, which come again. The first
 * {@value #LEADING} bytes stand in the number's higher bits, in their order, so that words which
 * begin alike are a range; the lower bits are a hash of what is longer. Two words may have one
 * number: it only tells which blocks to read.
 */
public final class DigitWord {
  static final int MIN_BYTES = 4;

  private static final int LEADING = 6;
  private static final int SYMBOL_BITS = 6;

  /** All in all 59 bits: a number of 18 decimal digits, which are read quicker than 19. */
  private static final int TAIL_BITS = 23;

  private static final long TAIL_MASK = (1L << TAIL_BITS) - 1;

  /** By the byte: never 0, which stands for the end of a word. */
  private static final byte[] SYMBOLS = new byte[256];

  static {
    for (int b = 0; b < SYMBOLS.length; b++) {
      SYMBOLS[b] = (byte) (37 + b % 27);
    }
    for (char c = '0'; c <= '9'; c++) {
      SYMBOLS[c] = (byte) (c - '0' + 1);
    }
    for (char c = 'a'; c <= 'z'; c++) {
      SYMBOLS[c] = (byte) (c - 'a' + 11);
    }
  }

  private DigitWord() {}

  /** Whether the word, in lower case, stands in blocks as a number. */
  public static boolean is(String word) {
    return word.chars().anyMatch(c -> c >= '0' && c <= '9')
        && word.getBytes(UTF_8).length >= MIN_BYTES;
  }

  /** The number of a word in lower case. */
  public static long number(String word) {
    byte[] bytes = word.getBytes(UTF_8);
    return number(bytes, bytes.length);
  }

  /** The least number of words that begin with {@code prefix}, which is in lower case. */
  public static long first(String prefix) {
    byte[] bytes = prefix.getBytes(UTF_8);
    return leading(bytes, bytes.length) << TAIL_BITS;
  }

  /** What all numbers of words that begin with {@code prefix} are less than. */
  public static long end(String prefix) {
    int known = Math.min(LEADING, prefix.getBytes(UTF_8).length);
    return first(prefix) + (1L << (SYMBOL_BITS * (LEADING - known) + TAIL_BITS));
  }

  /** The number of the word in the first {@code length} bytes. */
  static long number(byte[] word, int length) {
    long number = leading(word, length) << TAIL_BITS;
    return length <= LEADING ? number : number | (XxHash64.hash(word, 0, length) & TAIL_MASK);
  }

  private static long leading(byte[] word, int length) {
    long symbols = 0;
    for (int i = 0; i < LEADING; i++) {
      symbols = (symbols << SYMBOL_BITS) | (i < length ? SYMBOLS[word[i] & 0xFF] : 0);
    }
    return symbols;
  }
}
