package io.spanstone.block;

import io.spanstone.otlp.Slice;
import java.util.Arrays;

/**
 * The words of a text in their order, as {@link BodyWords} indexes them, but whole: each run of
 * letters, digits and marks, and each ideograph. Not thread-safe; reusable.
 */
public final class BodyTokens {
  private int[] characters = new int[256];
  private int length;
  private int[] starts = new int[64];
  private int[] ends = new int[64];

  /** Whether the word is an ideograph that directly follows another. */
  private boolean[] joined = new boolean[64];

  private int count;

  /** Reads a UTF-8 text; what was read before is gone. Returns this. */
  public BodyTokens read(Slice text) {
    length = 0;
    count = 0;
    if (text.length() > characters.length) {
      characters = new int[text.length()];
    }
    byte[] array = text.array();
    boolean inWord = false;
    boolean afterIdeograph = false;
    int at = text.from();
    while (at < text.to()) {
      int codePoint = array[at];
      int size = 1;
      if (codePoint < 0) {
        size = TextCharacters.sequenceLength(array[at], text.to() - at);
        codePoint = TextCharacters.decode(array, at, size);
        size = codePoint == TextCharacters.REPLACEMENT ? 1 : size;
      }
      at += size;
      if (codePoint < 0x80 ? TextCharacters.isAsciiOfWord(codePoint) : isOtherWord(codePoint)) {
        if (!inWord) {
          begin(false);
        }
        inWord = true;
        afterIdeograph = false;
        append(Character.toLowerCase(codePoint));
      } else {
        boolean ideograph = TextCharacters.isIdeograph(codePoint);
        if (ideograph) {
          begin(afterIdeograph);
          append(codePoint);
        }
        inWord = false;
        afterIdeograph = ideograph;
      }
    }
    return this;
  }

  int count() {
    return count;
  }

  /** Whether the words {@code [from, from + phrase.count())} are those of the phrase. */
  boolean matchesAt(int from, BodyTokens phrase, boolean lastIsPrefix) {
    for (int i = 0; i < phrase.count; i++) {
      boolean prefix = lastIsPrefix && i == phrase.count - 1;
      if ((phrase.joined[i] && !joined[from + i]) || !wordMatches(from + i, phrase, i, prefix)) {
        return false;
      }
    }
    return true;
  }

  /** The text of a word, in lower case. */
  String word(int index) {
    return new String(characters, starts[index], ends[index] - starts[index]);
  }

  boolean isIdeograph(int index) {
    return TextCharacters.isIdeograph(characters[starts[index]]);
  }

  boolean isJoined(int index) {
    return joined[index];
  }

  private boolean wordMatches(int index, BodyTokens phrase, int wanted, boolean prefix) {
    int size = ends[index] - starts[index];
    int wantedSize = phrase.ends[wanted] - phrase.starts[wanted];
    return (prefix ? size >= wantedSize : size == wantedSize)
        && Arrays.equals(
            characters,
            starts[index],
            starts[index] + wantedSize,
            phrase.characters,
            phrase.starts[wanted],
            phrase.ends[wanted]);
  }

  private void begin(boolean joinedToLast) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      joined = Arrays.copyOf(joined, count * 2);
    }
    starts[count] = length;
    joined[count] = joinedToLast;
    count++;
  }

  private void append(int codePoint) {
    characters[length++] = codePoint;
    ends[count - 1] = length;
  }

  private static boolean isOtherWord(int codePoint) {
    return !TextCharacters.isIdeograph(codePoint) && TextCharacters.isOfWord(codePoint);
  }
}
