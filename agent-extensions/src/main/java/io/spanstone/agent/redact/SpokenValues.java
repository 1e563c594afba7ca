package io.spanstone.agent.redact;

/**
 * {@code password 'x'}, {@code PASSWORD('x')}, {@code IDENTIFIED BY x}, {@code --token x}: what
 * stands behind a name with no sign in between, in SQL, on command lines and in prose.
 */
final class SpokenValues implements Detector {

  private static final String IDENTIFIED = "identified";

  /** The name of an authentication plugin may stand between the words. */
  private static final int MAX_BETWEEN = 64;

  private final NameRules names;

  SpokenValues(NameRules names) {
    this.names = names;
  }

  @Override
  public String anchors() {
    return "'\"yY-";
  }

  @Override
  public long find(String text, int anchor) {
    switch (text.charAt(anchor)) {
      case '-':
        return option(text, anchor);
      case 'y':
      case 'Y':
        return identifiedBy(text, anchor);
      default:
        return quoted(text, anchor);
    }
  }

  private long quoted(String text, int quote) {
    int nameEnd = quote - 1;
    if (nameEnd < 1 || !(text.charAt(nameEnd) == ' ' || text.charAt(nameEnd) == '(')) {
      return Range.NONE;
    }
    return names.isSpoken(text, NamedValues.nameStart(text, nameEnd), nameEnd)
        ? ValueExtent.hidden(
            text, quote + 1, ValueExtent.closingQuote(text, quote + 1, text.charAt(quote)))
        : Range.NONE;
  }

  private static long identifiedBy(String text, int y) {
    int by = y - 1;
    if (by < IDENTIFIED.length()
        || (text.charAt(by) != 'b' && text.charAt(by) != 'B')
        || text.charAt(by - 1) != ' '
        || y + 1 >= text.length()
        || text.charAt(y + 1) != ' ') {
      return Range.NONE;
    }
    int at = by - 1 - IDENTIFIED.length();
    for (int limit = Math.max(0, at - MAX_BETWEEN); at >= limit; at--) {
      if (text.regionMatches(true, at, IDENTIFIED, 0, IDENTIFIED.length())) {
        return afterBy(text, y + 1);
      }
    }
    return Range.NONE;
  }

  /** {@code BY 'x'}, {@code BY x} or {@code BY VALUES 'x'}. */
  private static long afterBy(String text, int from) {
    int start = Characters.skipSpaces(text, from);
    int quote = Characters.skipSpaces(text, ValueExtent.wordEnd(text, start));
    boolean quoted = quote < text.length() && Characters.isQuote(text.charAt(quote));
    return ValueExtent.behind(text, start, start, quoted ? quote : start);
  }

  /** {@code --name value}; with {@code =} in between it is a {@link NamedValues}. */
  private long option(String text, int dash) {
    boolean begins = dash == 0 || !Characters.isTokenPart(text.charAt(dash - 1));
    if (!begins || !text.startsWith("--", dash)) {
      return Range.NONE;
    }
    int nameStart = dash + 2;
    int nameEnd = Characters.tokenEnd(text, nameStart);
    return nameEnd + 1 < text.length()
            && text.charAt(nameEnd) == ' '
            && text.charAt(nameEnd + 1) != '-'
            && names.isSecret(text, nameStart, nameEnd)
        ? ValueExtent.behind(text, nameStart, nameEnd, nameEnd + 1)
        : Range.NONE;
  }
}
