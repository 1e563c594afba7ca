package io.spanstone.agent.redact;

/** What follows {@code Bearer}, if it does not look like a word. */
final class BearerTokens implements Detector {

  private static final String BEARER = "bearer ";
  private static final int MIN_LENGTH = 8;

  /** So long a word is none, even without a digit. */
  private static final int NO_WORD = 24;

  @Override
  public String anchors() {
    return "bB";
  }

  @Override
  public long find(String text, int anchor) {
    if (!Characters.isTokenStart(text, anchor)
        || !text.regionMatches(true, anchor, BEARER, 0, BEARER.length())) {
      return Range.NONE;
    }
    int start = Characters.skipSpaces(text, anchor + BEARER.length());
    boolean digit = false;
    int end = start;
    while (end < text.length() && isPart(text.charAt(end))) {
      digit |= Characters.isDigit(text.charAt(end));
      end++;
    }
    return end - start >= (digit ? MIN_LENGTH : NO_WORD) ? Range.of(start, end) : Range.NONE;
  }

  private static boolean isPart(char c) {
    return Characters.isTokenPart(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
  }
}
