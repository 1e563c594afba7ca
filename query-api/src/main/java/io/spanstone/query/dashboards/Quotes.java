package io.spanstone.query.dashboards;

import java.util.BitSet;

/** Which characters of a query stand in a string, and after which operator the string does. */
final class Quotes {
  private final BitSet within = new BitSet();
  private final BitSet afterEquals = new BitSet();

  static Quotes inPromql(String text) {
    return new Quotes(text, "\"'`", true);
  }

  static Quotes inLogQuery(String text) {
    return new Quotes(text, "\"", false);
  }

  private Quotes(String text, String marks, boolean comments) {
    int quote = 0;
    boolean equals = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0) {
        if (marks.indexOf(c) >= 0) {
          quote = c;
          equals = text.substring(0, i).stripTrailing().endsWith("=");
        } else if (c == '\\') {
          i++;
        } else if (comments && c == '#') {
          int end = text.indexOf('\n', i);
          i = end < 0 ? text.length() : end;
        }
        continue;
      }
      within.set(i);
      afterEquals.set(i, equals);
      if (c == '\\' && quote != '`') {
        i++;
        within.set(i);
      } else if (c == quote) {
        quote = 0;
      }
    }
  }

  boolean within(int at) {
    return within.get(at);
  }

  /** Whether the string is compared as a whole: by {@code =} or {@code !=}. */
  boolean afterEquals(int at) {
    return afterEquals.get(at);
  }
}
