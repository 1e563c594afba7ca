package io.spanstone.agent.redact;

/**
 * Numbers of payment cards: digits in a row or in the groups that are printed on cards, with a
 * prefix and a length that a brand has, and the right check digit.
 */
final class CardNumbers implements Detector {

  private static final int MIN_DIGITS = 13;
  private static final int MAX_DIGITS = 19;

  /** The longer of two that begin alike comes first. */
  private static final int[][] GROUPS = {{4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}};

  @Override
  public String anchors() {
    return "23456"; // what the numbers of brands begin with
  }

  @Override
  public long find(String text, int anchor) {
    if (anchor > 0 && joins(text.charAt(anchor - 1))) {
      return Range.NONE;
    }
    int end = digitsEnd(text, anchor, MAX_DIGITS + 1);
    if (end - anchor == 4) {
      for (int[] groups : GROUPS) {
        int groupsEnd = groupsEnd(text, anchor, groups);
        if (groupsEnd > 0 && isCard(text, anchor, groupsEnd)) {
          return Range.of(anchor, groupsEnd);
        }
      }
    }
    return isCard(text, anchor, end) ? Range.of(anchor, end) : Range.NONE;
  }

  private static int digitsEnd(String text, int from, int limit) {
    int end = from;
    while (end < text.length() && end - from < limit && Characters.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where digits in these groups end, with a blank or a hyphen between all; -1 if they are not. */
  private static int groupsEnd(String text, int start, int[] groups) {
    int at = start;
    char separator = text.length() > start + 4 ? text.charAt(start + 4) : 0;
    if (separator != ' ' && separator != '-') {
      return -1;
    }
    for (int group : groups) {
      if (at > start && (at >= text.length() || text.charAt(at++) != separator)) {
        return -1;
      }
      int end = digitsEnd(text, at, group);
      if (end - at < group) {
        return -1;
      }
      at = end;
    }
    return at;
  }

  private static boolean isCard(String text, int start, int end) {
    if (end - start < MIN_DIGITS || goesOn(text, end)) {
      return false;
    }
    int digits = 0;
    int sum = 0;
    int prefix = 0;
    for (int at = end - 1; at >= start; at--) {
      int digit = text.charAt(at) - '0';
      if (digit >= 0) { // blanks and hyphens are below
        digits++;
        sum += digits % 2 == 1 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
      }
    }
    for (int at = start; at < start + 4; at++) {
      prefix = prefix * 10 + text.charAt(at) - '0';
    }
    return digits <= MAX_DIGITS && sum % 10 == 0 && isBrand(prefix, digits);
  }

  /** Whether the number is part of something longer: a word, a decimal, a range. */
  private static boolean goesOn(String text, int end) {
    return end < text.length()
        && joins(text.charAt(end))
        && (Characters.isLetterOrDigit(text.charAt(end))
            || (end + 1 < text.length() && Characters.isLetterOrDigit(text.charAt(end + 1))));
  }

  private static boolean joins(char c) {
    return Characters.isLetterOrDigit(c) || c == '_' || c == '.' || c == '+' || c == '-';
  }

  private static boolean isBrand(int prefix, int digits) {
    int two = prefix / 100;
    if (two >= 40 && two <= 49) {
      return digits == 13 || digits == 16 || digits == 19; // Visa
    }
    if ((two >= 51 && two <= 55) || (prefix >= 2221 && prefix <= 2720)) {
      return digits == 16; // Mastercard
    }
    if (two == 34 || two == 37) {
      return digits == 15; // American Express
    }
    if (two == 36 || two == 38 || two == 39 || (prefix >= 3000 && prefix <= 3059)) {
      return digits == 14; // Diners Club
    }
    boolean jcb = prefix >= 3528 && prefix <= 3589;
    boolean discover = prefix == 6011 || two == 64 || two == 65;
    boolean unionPay = two == 62;
    return (jcb || discover || unionPay) && digits >= 16;
  }
}
