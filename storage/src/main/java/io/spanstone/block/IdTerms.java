package io.spanstone.block;

import io.spanstone.otlp.Slice;
import io.spanstone.pattern.PatternId;
import java.util.Arrays;

/**
 * Ids of patterns or of groups, and the terms that were made of them: one that comes again in a
 * block is not written again. Not thread-safe; {@link #clear} makes it ready for the next block.
 */
final class IdTerms {
  private final Slice key;
  private final LongSet ids = new LongSet();
  private final byte[] text = new byte[PatternId.CHARS];
  private int[] terms = new int[64];

  IdTerms(Slice key) {
    this.key = key;
  }

  void clear() {
    ids.clear();
  }

  /** The index of the id's term in {@code set}, which it is added to if it is new. */
  int term(long id, TermSet set) {
    int known = ids.size();
    int index = ids.index(id);
    if (index == known) {
      if (index == terms.length) {
        terms = Arrays.copyOf(terms, index * 2);
      }
      PatternId.write(id, text, 0);
      BlockTerms.compose(set, key, Slice.of(text));
      terms[index] = set.commit();
    }
    return terms[index];
  }
}
