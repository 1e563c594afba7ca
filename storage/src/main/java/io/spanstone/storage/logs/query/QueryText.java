package io.spanstone.storage.logs.query;

import java.util.BitSet;

/** The characters of a query, read one after another. Not thread-safe. */
final class QueryText {
  /** What ends a word or a value that is not quoted. */
  private static final String DELIMITERS = "()\"";

  /** Nothing is left. */
  static final char END = '\0';

  /**
   * A word as it was written.
   *
   * @param at where it begins
   * @param text without the backslashes
   * @param escaped which characters of the text a backslash takes their meaning from
   */
  record Word(int at, String text, BitSet escaped) {
    /** Whether it is that word and nothing of it was escaped. */
    boolean is(String keyword) {
      return text.equals(keyword) && escaped.isEmpty();
    }

    /** Where an asterisk next stands that means anything; -1 if none does. */
    int wildcard(int from) {
      int at = text.indexOf('*', from);
      while (at >= 0 && escaped.get(at)) {
        at = text.indexOf('*', at + 1);
      }
      return at;
    }
  }

  private final String query;
  private int position;

  QueryText(String query) {
    this.query = query;
  }

  int position() {
    return position;
  }

  void skipBlanks() {
    while (position < query.length() && isBlank(query.charAt(position))) {
      position++;
    }
  }

  /** The next character, which stays the next. */
  char peek() {
    return peek(0);
  }

  boolean atEnd() {
    return position == query.length();
  }

  boolean atBlank() {
    return atEnd() || isBlank(query.charAt(position));
  }

  /** Steps over the text if it is next. */
  boolean take(String text) {
    boolean there = query.startsWith(text, position);
    position += there ? text.length() : 0;
    return there;
  }

  /** Whether the word is next as a whole. */
  boolean atKeyword(String keyword) {
    int end = position + keyword.length();
    return query.startsWith(keyword, position)
        && (end == query.length() || isBlank(query.charAt(end)) || isDelimiter(query, end));
  }

  /** Steps over the word if it is next as a whole. */
  boolean takeKeyword(String keyword) {
    boolean there = atKeyword(keyword);
    position += there ? keyword.length() : 0;
    return there;
  }

  /** Whether a minus sign is next that something follows without a blank. */
  boolean atMinus() {
    return peek() == '-' && position + 1 < query.length() && !isBlank(peek(1)) && peek(1) != ')';
  }

  /** The text in quotes that is next. */
  Word quoted() {
    int start = position++;
    StringBuilder text = new StringBuilder();
    while (position < query.length() && query.charAt(position) != '"') {
      boolean escape = query.charAt(position) == '\\' && position + 1 < query.length();
      text.append(query.charAt(escape ? position + 1 : position));
      position += escape ? 2 : 1;
    }
    if (atEnd()) {
      throw new LogQuerySyntaxException(
          start, "this quotation has no end", "add a \", or write \\\" for a quotation mark");
    }
    position++;
    BitSet escaped = new BitSet();
    escaped.set(0, text.length());
    return new Word(start, text.toString(), escaped);
  }

  /** What is next up to the colon after the name of a field, or to the end of a word. */
  Word nameOrWord() {
    int start = position;
    StringBuilder text = new StringBuilder();
    BitSet escaped = new BitSet();
    while (!atWordEnd("") && !(isName(text) && isColonOfField())) {
      readCharacter(text, escaped);
    }
    return new Word(start, text.toString(), escaped);
  }

  /** What is next up to the end of a value; in a range brackets end it, too. */
  Word value(boolean inRange) {
    int start = position;
    StringBuilder text = new StringBuilder();
    BitSet escaped = new BitSet();
    while (!atWordEnd(inRange ? "]}" : "")) {
      readCharacter(text, escaped);
    }
    return new Word(start, text.toString(), escaped);
  }

  private void readCharacter(StringBuilder text, BitSet escaped) {
    char c = query.charAt(position++);
    if (c == '\\') {
      if (atEnd()) {
        throw new LogQuerySyntaxException(
            position - 1,
            "a backslash at the end says nothing",
            "write \\\\ for a backslash, or leave it out");
      }
      c = query.charAt(position++);
      escaped.set(text.length());
    }
    text.append(c);
  }

  private boolean atWordEnd(String moreDelimiters) {
    return atBlank() || isDelimiter(query, position) || moreDelimiters.indexOf(peek()) >= 0;
  }

  /** A colon that two slashes follow is one of a URL. */
  private boolean isColonOfField() {
    return peek() == ':' && !(peek(1) == '/' && peek(2) == '/');
  }

  /** Times such as 12:30 are no fields. */
  private static boolean isName(CharSequence text) {
    return !text.isEmpty() && (Character.isLetter(text.charAt(0)) || isNameSign(text.charAt(0)));
  }

  private static boolean isNameSign(char c) {
    return c == '_' || c == '@' || c == '$';
  }

  private char peek(int ahead) {
    int at = position + ahead;
    return at < query.length() ? query.charAt(at) : END;
  }

  private static boolean isDelimiter(String query, int at) {
    return DELIMITERS.indexOf(query.charAt(at)) >= 0;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\u3000' || c == '\u00a0';
  }
}
