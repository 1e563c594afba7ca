package io.spanstone.query.promql.syntax;

import java.util.List;

/** Goes through the tokens of a query, and says what is wrong with one. */
final class TokenReader {
  private final String query;
  private final List<Token> tokens;
  private int at;

  TokenReader(String query) {
    this.query = query;
    this.tokens = Lexer.tokens(query);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token after {@link #peek}. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** The end is never passed. */
  Token take() {
    Token token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean takeIf(String symbol) {
    boolean there = peek().is(symbol);
    if (there) {
      take();
    }
    return there;
  }

  boolean takeIfWord(String word) {
    boolean there = peek().isWord(word);
    if (there) {
      take();
    }
    return there;
  }

  Token expect(String symbol, String where) {
    if (!peek().is(symbol)) {
      throw unexpected(where, "a \"" + symbol + "\" belongs here");
    }
    return take();
  }

  /** Where the last token that was taken ends. */
  int takenTo() {
    return at == 0 ? 0 : tokens.get(at - 1).to();
  }

  PromqlSyntaxException unexpected(String where, String hint) {
    return fault(peek().from(), "unexpected " + peek() + " in " + where, hint);
  }

  PromqlSyntaxException fault(int from, String fault, String hint) {
    return new PromqlSyntaxException(query, from, fault, hint);
  }
}
