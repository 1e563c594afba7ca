package io.spanstone.query.promql.syntax;

import java.util.Comparator;
import java.util.Optional;

/** Guesses which function was meant. */
final class SimilarNames {
  private static final int MAX_DISTANCE = 3;

  private SimilarNames() {}

  static String hint(String name) {
    if (name.equals("holt_winters")) {
      return "it is called double_exponential_smoothing now";
    }
    Optional<String> nearest =
        FunctionSignatures.all().stream()
            .map(FunctionSignature::name)
            .min(Comparator.comparingInt(known -> distance(name, known)));
    return nearest
        .filter(known -> distance(name, known) <= MAX_DISTANCE)
        .map(known -> "did you mean " + known + "?")
        .orElse("the functions are those of Prometheus 3");
  }

  /** How many characters to insert, remove or change to come from one to the other. */
  private static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[to.length()];
  }
}
