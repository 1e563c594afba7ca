package io.spanstone.query.promql.function;

/** The order in which {@code node2} comes before {@code node10}. */
final class NaturalOrder {
  private NaturalOrder() {}

  static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int difference;
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        String left = digits(a, i);
        String right = digits(b, j);
        difference = compareNumbers(left, right);
        i += left.length();
        j += right.length();
      } else {
        difference = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static String digits(String text, int from) {
    int to = from;
    while (to < text.length() && isDigit(text.charAt(to))) {
      to++;
    }
    return text.substring(from, to);
  }

  private static int compareNumbers(String left, String right) {
    String a = left.replaceFirst("^0+(?=.)", "");
    String b = right.replaceFirst("^0+(?=.)", "");
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
