package io.spanstone.agent.redact;

/**
 * {@code password=x}, {@code "token": "x"}, {@code Authorization: Bearer x}, {@code
 * user[password]=x}, {@code <secret>x</secret>}, {@code &sig=x}: what a name that is a secret's
 * stands before.
 */
final class NamedValues implements Detector {

  /** A longer name is looked at from its end only. */
  private static final int MAX_NAME = 64;

  private final NameRules names;

  NamedValues(NameRules names) {
    this.names = names;
  }

  @Override
  public String anchors() {
    return "=:>";
  }

  @Override
  public long find(String text, int anchor) {
    char separator = text.charAt(anchor);
    int nameEnd = separator == '>' ? anchor : nameEnd(text, anchor);
    int nameStart = nameStart(text, nameEnd);
    if (separator == '>') {
      return nameStart > 0
              && (text.charAt(nameStart - 1) == '<' || text.charAt(nameStart - 1) == ':')
              && names.isSecret(text, nameStart, nameEnd)
          ? element(text, anchor + 1)
          : Range.NONE;
    }
    boolean secret =
        isParameter(text, nameStart, separator)
            ? names.isSecretInQueries(text, nameStart, nameEnd)
            : names.isSecret(text, nameStart, nameEnd);
    return secret ? behind(text, nameStart, nameEnd, anchor) : Range.NONE;
  }

  /** Where the name begins that ends there. */
  static int nameStart(String text, int end) {
    int limit = Math.max(0, end - MAX_NAME);
    int start = end;
    while (start > limit && isNamePart(text.charAt(start - 1))) {
      start--;
    }
    boolean percentEncoded = start > 0 && text.charAt(start - 1) == '%';
    return percentEncoded ? Math.min(start + 2, end) : start;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || c == '-' || c == '.' || Characters.isLetterOrDigit(c);
  }

  private static long behind(String text, int nameStart, int nameEnd, int separator) {
    int from = separator + 1;
    char next = from < text.length() ? text.charAt(from) : '\n';
    if (text.charAt(separator) == '=') {
      if (next == '=') {
        return Range.NONE; // a comparison
      }
      from += next == '>' ? 1 : 0;
    } else if (next == '=') {
      from++;
    } else if (next == '/') {
      return Range.NONE; // a scheme
    }
    return ValueExtent.behind(text, nameStart, nameEnd, from);
  }

  /** Before the separator there may be a blank, and what closes a name in quotes or brackets. */
  private static int nameEnd(String text, int separator) {
    int end = separator;
    if (end > 0 && Characters.isSpace(text.charAt(end - 1))) {
      end--;
    }
    if (end > 0 && (Characters.isQuote(text.charAt(end - 1)) || text.charAt(end - 1) == ']')) {
      end--;
      if (end > 0 && (text.charAt(end - 1) == '\\' || Characters.isQuote(text.charAt(end - 1)))) {
        end--;
      }
    } else if (end > 2 && text.regionMatches(true, end - 3, "%5D", 0, 3)) {
      end -= 3;
    }
    return end;
  }

  private static boolean isParameter(String text, int nameStart, char separator) {
    return separator == '='
        && nameStart > 0
        && (text.charAt(nameStart - 1) == '?' || text.charAt(nameStart - 1) == '&');
  }

  private static long element(String text, int from) {
    int end = text.indexOf('<', from);
    return end < 0 ? Range.NONE : ValueExtent.hidden(text, from, end);
  }
}
