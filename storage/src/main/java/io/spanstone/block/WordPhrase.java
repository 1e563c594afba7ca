package io.spanstone.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Slice;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words that follow each other, to be found in log bodies without regard to case and to what stands
 * between them. Han and kana that stand together must stand together in the body: a substring.
 * Immutable.
 */
public final class WordPhrase {
  /** Makes a letter of ASCII lower case, and leaves a digit as it is. */
  private static final int CASE = 0x20;

  private final BodyTokens words;
  private final boolean lastIsPrefix;

  /** The longest word of ASCII characters, in lower case; empty if there is none. */
  private final byte[] needle;

  /**
   * The words in {@code text}.
   *
   * @param prefix whether the last word need only begin a word of the body
   */
  public WordPhrase(String text, boolean prefix) {
    words = new BodyTokens().read(Slice.ofUtf8(text));
    lastIsPrefix = prefix && words.count() > 0 && !words.isIdeograph(words.count() - 1);
    needle = needle(words);
  }

  /** Whether there is no word in it; such a phrase is in no body. */
  public boolean isEmpty() {
    return words.count() == 0;
  }

  /** Whether the body has the words one after another. */
  public boolean isIn(BodyTokens body) {
    if (isEmpty()) {
      return false;
    }
    for (int from = 0; from <= body.count() - words.count(); from++) {
      if (body.matchesAt(from, words, lastIsPrefix)) {
        return true;
      }
    }
    return false;
  }

  /** What a quick look at a body tells. */
  public enum Look {
    /** The phrase is not in it. */
    ABSENT,
    /** It is. */
    PRESENT,
    /** The body must be split into words to know. */
    UNCERTAIN
  }

  /** A quick look at the bytes of a body, to be taken before it is split into words. */
  public Look lookAt(Slice body) {
    byte[] array = body.array();
    int last = body.to() - needle.length;
    for (int at = body.from(); at < body.to(); at++) {
      if (array[at] < 0) {
        return Look.UNCERTAIN; // there are characters of which the lower case is ASCII
      }
      if (at <= last && needle.length > 0 && matchesAt(array, at)) {
        if (words.count() > 1) {
          return Look.UNCERTAIN;
        }
        if (endsBefore(array, at, body.from()) && beginsAfter(array, at + needle.length, body)) {
          return Look.PRESENT;
        }
      }
    }
    return Look.ABSENT;
  }

  /** Whether what stands before {@code at} is ASCII, and not of the same word. */
  private static boolean endsBefore(byte[] array, int at, int from) {
    return at == from || (array[at - 1] >= 0 && !TextCharacters.isAsciiOfWord(array[at - 1]));
  }

  private boolean beginsAfter(byte[] array, int at, Slice body) {
    return lastIsPrefix
        || at == body.to()
        || (array[at] >= 0 && !TextCharacters.isAsciiOfWord(array[at]));
  }

  private boolean matchesAt(byte[] array, int at) {
    for (int i = 0; i < needle.length; i++) {
      byte b = array[at + i];
      if ((b | CASE) != needle[i] || b < ' ') {
        return false;
      }
    }
    return true;
  }

  private static byte[] needle(BodyTokens words) {
    byte[] longest = new byte[0];
    for (int i = 0; i < words.count(); i++) {
      byte[] word = words.word(i).getBytes(UTF_8);
      boolean ascii = word.length == words.word(i).length();
      longest = ascii && word.length > longest.length ? word : longest;
    }
    return longest;
  }

  /**
   * The words that every body has which has the phrase, as a block has them: in {@link
   * BlockFields#WORDS}, or as a {@link DigitWord}.
   */
  public List<String> terms() {
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < words.count() - (lastIsPrefix ? 1 : 0); i++) {
      whole.append(words.isJoined(i) ? "" : " ").append(words.word(i));
    }
    return terms(whole.toString());
  }

  /** What one of the words in such a block begins with; null if that is not known. */
  public @Nullable String prefixTerm() {
    return lastIsPrefix ? terms(words.word(words.count() - 1)).get(0) : null;
  }

  private static List<String> terms(String text) {
    Set<String> terms = new LinkedHashSet<>();
    new BodyWords((word, length, isDigitWord) -> terms.add(new String(word, 0, length, UTF_8)))
        .add(Slice.ofUtf8(text));
    return List.copyOf(terms);
  }
}
