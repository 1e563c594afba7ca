package io.spanstone.agent.redact;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marks of names that are matched from their end and by words: {@code api key} is in {@code
 * x-api-key}, {@code http.request.header.x_api_key} and {@code spareApiKey2}, but not in {@code
 * apiKeyCount}. A name with {@code *} in front needs no word to begin with it: {@code *password} is
 * in {@code dbpassword}. Immutable once shared, and asking allocates nothing.
 *
 * <p>It is a trie of the names read backwards, so most other names fail at their last letter.
 */
final class SecretNames {

  private static final int LETTERS = 26;
  private static final int LETTERS_AND_DIGITS = 36;

  private final Node root = new Node();

  /** Gives a name these bits, in addition to those it has. */
  SecretNames mark(Iterable<String> names, int marks) {
    for (String name : names) {
      mark(name, marks);
    }
    return this;
  }

  /** Whether this can be one of the names. */
  static boolean isName(String name) {
    return withoutTrailer(name, 0, name.length()) > 0;
  }

  /** The bits of all names that are what stands there in the text, or that end it. */
  int marks(String text, int start, int end) {
    int marks = 0;
    Node node = root;
    int at = withoutTrailer(text, start, end);
    while (at > start) {
      char c = text.charAt(--at);
      if (!Characters.isLetterOrDigit(c)) {
        continue;
      }
      node = node.child(c);
      if (node == null) {
        return marks;
      }
      marks |= node.anywhere;
      if (node.ofWords != 0 && isWordStart(text, start, at)) {
        marks |= node.ofWords;
      }
    }
    return marks;
  }

  private void mark(String name, int marks) {
    Node node = root;
    for (int i = withoutTrailer(name, 0, name.length()) - 1; i >= 0; i--) {
      char c = name.charAt(i);
      if (Characters.isLetterOrDigit(c)) {
        node = node.childOrNew(c);
      }
    }
    if (name.startsWith("*")) {
      node.anywhere |= marks;
    } else {
      node.ofWords |= marks;
    }
  }

  /** The end without digits and punctuation, as in {@code password2}. */
  private static int withoutTrailer(String text, int start, int end) {
    int at = end;
    while (at > start && !isLetter(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isLetter(char c) {
    return Characters.isLetterOrDigit(c) && !Characters.isDigit(c);
  }

  private static boolean isWordStart(String text, int start, int at) {
    if (at == start) {
      return true;
    }
    char before = text.charAt(at - 1);
    char c = text.charAt(at);
    return !Characters.isLetterOrDigit(before)
        || (Characters.isDigit(before) && !Characters.isDigit(c))
        || (Characters.isUpper(c)
            && (!Characters.isUpper(before)
                || (at + 1 < text.length() && Characters.isLower(text.charAt(at + 1)))));
  }

  private static final class Node {
    private final Node[] children = new Node[LETTERS_AND_DIGITS];
    private @Nullable Map<Character, Node> others;
    private int anywhere;
    private int ofWords;

    private @Nullable Node child(char c) {
      int index = index(c);
      if (index >= 0) {
        return children[index];
      }
      return others == null ? null : others.get(Character.toLowerCase(c));
    }

    private Node childOrNew(char c) {
      Node child = child(c);
      if (child == null) {
        child = new Node();
        int index = index(c);
        if (index >= 0) {
          children[index] = child;
        } else {
          others = others == null ? new HashMap<>() : others;
          others.put(Character.toLowerCase(c), child);
        }
      }
      return child;
    }

    private static int index(char c) {
      if (Characters.isLower(c)) {
        return c - 'a';
      }
      if (Characters.isUpper(c)) {
        return c - 'A';
      }
      return Characters.isDigit(c) ? LETTERS + c - '0' : -1;
    }
  }
}
