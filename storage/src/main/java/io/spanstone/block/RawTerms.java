package io.spanstone.block;

import java.util.Arrays;

/**
 * Bytes of records, and the terms that were made of them: what comes again in a block is not made a
 * term again. Not thread-safe; {@link #clear} makes it ready for the next block.
 */
final class RawTerms {
  private final TermSet raw = new TermSet();
  private final Maker maker;
  private int[] terms = new int[1024];

  /** Makes a term of bytes that are new. */
  interface Maker {
    /** The term's index. */
    int make(byte[] array, int from, int to);
  }

  RawTerms(Maker maker) {
    this.maker = maker;
  }

  void clear() {
    raw.clear();
  }

  /** The index of the term of the bytes {@code [from, to)}. */
  int term(byte[] array, int from, int to) {
    return term(number(array, from, to));
  }

  /** The index of the term of the bytes that have that number. */
  int term(int number) {
    return terms[number];
  }

  /** The number of the bytes {@code [from, to)}, counted up from 0 in a block. */
  int number(byte[] array, int from, int to) {
    int known = raw.size();
    int index = raw.add(array, from, to);
    if (index == known) {
      if (index == terms.length) {
        terms = Arrays.copyOf(terms, index * 2);
      }
      terms[index] = maker.make(array, from, to);
    }
    return index;
  }
}
