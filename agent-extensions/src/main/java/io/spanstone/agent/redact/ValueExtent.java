package io.spanstone.agent.redact;

import java.util.Locale;

/** How far the value of a secret goes that begins at a place in a text. */
final class ValueExtent {

  private static final String[] SCHEMES = {
    "basic", "bearer", "negotiate", "ntlm", "token", "apikey", "oauth", "dpop"
  };

  /** Of these the parameters behind are as secret as the first. */
  private static final String[] SCHEMES_WITH_PARAMETERS = {"digest", "aws4-hmac"};

  private ValueExtent() {}

  /**
   * The value behind a name, {@link Range#NONE} if there is none worth hiding.
   *
   * @param nameStart where the name stands, which says whether this is a header of several words
   * @param from where the value begins, or the blanks before it
   */
  static long behind(String text, int nameStart, int nameEnd, int from) {
    int start = Characters.skipSpaces(text, from);
    if (start >= text.length()) {
      return Range.NONE;
    }
    char first = text.charAt(start);
    if (Characters.isQuote(first)) {
      return hidden(text, start + 1, closingQuote(text, start + 1, first));
    }
    if (first == '\\' && start + 1 < text.length() && Characters.isQuote(text.charAt(start + 1))) {
      return hidden(text, start + 2, lineOrBefore(text, start + 2, "\\" + text.charAt(start + 1)));
    }
    if (first == '[') {
      return list(text, start + 1);
    }
    if (first == '{') {
      return Range.NONE; // an object, whose members have names of their own
    }
    if (endsWith(text, nameStart, nameEnd, "authorization")) {
      return credentials(text, start);
    }
    if (endsWith(text, nameStart, nameEnd, "cookie")) {
      return hidden(text, start, firstOf(text, start, ",]}\""));
    }
    return word(text, start);
  }

  /** What is between quotes that begin before {@code from}, to the end of the line at most. */
  static int closingQuote(String text, int from, char quote) {
    int at = from;
    while (at < text.length() && !Characters.isLineEnd(text.charAt(at))) {
      char c = text.charAt(at);
      if (c == quote) {
        boolean doubled = quote == '\'' && at + 1 < text.length() && text.charAt(at + 1) == quote;
        if (!doubled) {
          return at;
        }
        at++;
      } else if (c == '\\') {
        at++;
      }
      at++;
    }
    return Math.min(at, text.length());
  }

  /** The end of a value without quotes. */
  static int wordEnd(String text, int start) {
    int at = start;
    while (at < text.length() && !endsWord(text, at)) {
      at++;
    }
    return at;
  }

  /** The range, unless what it holds says nothing. */
  static long hidden(String text, int start, int end) {
    return start < end && !saysNothing(text, start, end) ? Range.of(start, end) : Range.NONE;
  }

  private static boolean saysNothing(String text, int start, int end) {
    if (is(text, start, end, SecretText.REDACTED)
        || is(text, start, end, "null")
        || is(text, start, end, "true")
        || is(text, start, end, "false")
        || is(text, start, end, "?")) {
      return true;
    }
    int at = start;
    while (at < end && text.charAt(at) == '*') {
      at++;
    }
    return at == end;
  }

  private static boolean endsWord(String text, int at) {
    char c = text.charAt(at);
    if (c <= ' ' || ",;&\"'<>|`，；。".indexOf(c) >= 0) {
      return true;
    }
    boolean closes = c == ')' || c == ']' || c == '}';
    return closes && (at + 1 == text.length() || !Characters.isLetterOrDigit(text.charAt(at + 1)));
  }

  /** A word, or of a call like {@code crypt('x')} its first argument. */
  private static long word(String text, int start) {
    int end = wordEnd(text, start);
    boolean call =
        end < text.length()
            && end > start
            && Characters.isQuote(text.charAt(end))
            && text.charAt(end - 1) == '(';
    return call
        ? hidden(text, end + 1, closingQuote(text, end + 1, text.charAt(end)))
        : hidden(text, start, end);
  }

  /** {@code ["a","b"]} or {@code [a, b]}: all of it, but for quotes at both ends. */
  private static long list(String text, int from) {
    int end = firstOf(text, from, "]");
    boolean quoted =
        end - from >= 2
            && Characters.isQuote(text.charAt(from))
            && text.charAt(from) == text.charAt(end - 1);
    return quoted ? hidden(text, from + 1, end - 1) : hidden(text, from, end);
  }

  /** A scheme, which is kept if it is one that we know, and one word or more. */
  private static long credentials(String text, int start) {
    int schemeEnd = wordEnd(text, start);
    String scheme = text.substring(start, schemeEnd).toLowerCase(Locale.ROOT);
    int next = Characters.skipSpaces(text, schemeEnd);
    if (is(text, start, schemeEnd, SecretText.REDACTED)) {
      return Range.NONE;
    }
    if (next == schemeEnd || next >= text.length() || Characters.isLineEnd(text.charAt(next))) {
      return hidden(text, start, schemeEnd);
    }
    for (String withParameters : SCHEMES_WITH_PARAMETERS) {
      if (scheme.startsWith(withParameters)) {
        return hidden(text, next, firstOf(text, next, "]}"));
      }
    }
    for (String known : SCHEMES) {
      if (scheme.equals(known)) {
        return hidden(text, next, wordEnd(text, next));
      }
    }
    return hidden(text, start, wordEnd(text, next));
  }

  private static int firstOf(String text, int from, String ends) {
    int at = from;
    while (at < text.length()
        && !Characters.isLineEnd(text.charAt(at))
        && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static int lineOrBefore(String text, int from, String end) {
    int at = from;
    while (at < text.length()
        && !Characters.isLineEnd(text.charAt(at))
        && !text.startsWith(end, at)) {
      at++;
    }
    return at;
  }

  private static boolean is(String text, int start, int end, String word) {
    return end - start == word.length() && text.startsWith(word, start);
  }

  private static boolean endsWith(String text, int start, int end, String ending) {
    int from = end - ending.length();
    return from >= start && text.regionMatches(true, from, ending, 0, ending.length());
  }
}
