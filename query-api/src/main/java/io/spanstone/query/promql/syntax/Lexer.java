package io.spanstone.query.promql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens. */
final class Lexer {
  private static final List<String> LONG_SYMBOLS = List.of("==", "!=", "<=", ">=", "=~", "!~");
  private static final String SHORT_SYMBOLS = "+-*/%^<>=(){}[],:@";

  private final String query;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /** A colon within brackets parts the range from the step; elsewhere it is part of a name. */
  private int brackets;

  private Lexer(String query) {
    this.query = query;
  }

  /** The tokens of a query; the last is the end. */
  static List<Token> tokens(String query) {
    return new Lexer(query).run();
  }

  private List<Token> run() {
    skipBlanks();
    while (at < query.length()) {
      tokens.add(next());
      skipBlanks();
    }
    tokens.add(new Token(Token.Kind.END, "", new Span(at, at)));
    return tokens;
  }

  private void skipBlanks() {
    while (at < query.length()) {
      char c = query.charAt(at);
      if (c == '#') {
        int end = query.indexOf('\n', at);
        at = end < 0 ? query.length() : end;
      } else if (" \t\n\r".indexOf(c) < 0) {
        return;
      } else {
        at++;
      }
    }
  }

  private Token next() {
    char c = query.charAt(at);
    if (isDigit(c) || (c == '.' && at + 1 < query.length() && isDigit(query.charAt(at + 1)))) {
      return number();
    }
    if (isNameStart(c)) {
      return name();
    }
    if (c == '"' || c == '\'' || c == '`') {
      StringLiterals.Scanned string = StringLiterals.scan(query, at);
      Token token = token(Token.Kind.STRING, string.value(), string.end());
      at = string.end();
      return token;
    }
    return symbol(c);
  }

  private Token number() {
    int end = NumberLiterals.end(query, at);
    String text = query.substring(at, end);
    if (end < query.length() && isNamePart(query.charAt(end))) {
      throw new PromqlSyntaxException(
          query,
          at,
          "bad number or duration \"" + text + query.charAt(end) + "\"",
          "durations are written like 1h30m with the units y w d h m s ms");
    }
    Token.Kind kind = NumberLiterals.isDuration(text) ? Token.Kind.DURATION : Token.Kind.NUMBER;
    Token token = token(kind, text, end);
    at = end;
    return token;
  }

  private Token name() {
    int end = at;
    while (end < query.length() && isNamePart(query.charAt(end))) {
      end++;
    }
    String text = query.substring(at, end);
    boolean number = text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("nan");
    Token token = token(number ? Token.Kind.NUMBER : Token.Kind.IDENTIFIER, text, end);
    at = end;
    return token;
  }

  private Token symbol(char c) {
    for (String symbol : LONG_SYMBOLS) {
      if (query.startsWith(symbol, at)) {
        return symbol(symbol);
      }
    }
    if (SHORT_SYMBOLS.indexOf(c) < 0) {
      throw new PromqlSyntaxException(
          query,
          at,
          "unexpected character \"" + new String(Character.toChars(query.codePointAt(at))) + "\"",
          "names with other characters are quoted and go into braces, as in {\"http.requests\"}");
    }
    brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
    return symbol(String.valueOf(c));
  }

  private Token symbol(String text) {
    Token token = token(Token.Kind.SYMBOL, text, at + text.length());
    at += text.length();
    return token;
  }

  private Token token(Token.Kind kind, String text, int end) {
    return new Token(kind, text, new Span(at, end));
  }

  private boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c == ':' && brackets == 0);
  }

  private boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
