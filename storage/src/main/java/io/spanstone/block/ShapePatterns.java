package io.spanstone.block;

import io.spanstone.otlp.Slice;
import io.spanstone.pattern.LogPattern;
import io.spanstone.pattern.PatternId;
import java.util.Arrays;

/**
 * The patterns of messages by the {@linkplain BodyWords#add shape} of their text. A digit in a word
 * of digits is part of a value whatever it is, so messages of one shape have one pattern, and it is
 * told from the first of them. Not thread-safe; {@link #clear} makes it ready for the next block.
 */
final class ShapePatterns {
  private final LongSet shapes = new LongSet();
  private long[] ids = new long[512];

  void clear() {
    shapes.clear();
  }

  /**
   * Reads a message of that shape, or takes its pattern from one before.
   *
   * @param pattern does the reading
   * @return the pattern
   */
  LogPattern read(long shape, Slice message, LogPattern pattern) {
    if (shape == BodyWords.NO_SHAPE) {
      return pattern.read(message);
    }
    int known = shapes.size();
    int index = shapes.index(shape);
    if (index < known) {
      return ids[index] == PatternId.NONE
          ? pattern.read(message)
          : pattern.known(ids[index], message);
    }
    if (index == ids.length) {
      ids = Arrays.copyOf(ids, 2 * index);
    }
    ids[index] = pattern.read(message).id();
    return pattern;
  }
}
