package io.spanstone.agent.redact;

/** Kinds of characters that detectors ask for. */
final class Characters {

  private Characters() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** Letters of other scripts too. */
  static boolean isLetterOrDigit(char c) {
    return isLower(c) || isUpper(c) || isDigit(c) || (c >= 128 && Character.isLetterOrDigit(c));
  }

  /** Of base64 for URLs, which tokens are made of. */
  static boolean isTokenPart(char c) {
    return isLower(c) || isUpper(c) || isDigit(c) || c == '_' || c == '-';
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether the character before this place, if there is one, is no letter, digit, _ or -. */
  static boolean isTokenStart(String text, int at) {
    return at == 0 || !isTokenPart(text.charAt(at - 1));
  }

  /** Where the token that begins at this place ends. */
  static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isTokenPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The first place from here on that is no blank. */
  static int skipSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
