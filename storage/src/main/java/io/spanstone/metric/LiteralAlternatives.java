package io.spanstone.metric;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Regular expressions that only list values, such as {@code GET|PUT}. */
final class LiteralAlternatives {
  private static final String SPECIAL = "\\.+*?()[]{}^$";

  private LiteralAlternatives() {}

  /** The listed values; null if the expression does more than list. */
  static @Nullable Set<String> of(String regex) {
    for (int i = 0; i < regex.length(); i++) {
      if (SPECIAL.indexOf(regex.charAt(i)) >= 0) {
        return null;
      }
    }
    return Set.of(distinct(regex.split("\\|", -1)));
  }

  private static String[] distinct(String[] values) {
    return Arrays.stream(values).distinct().toArray(String[]::new);
  }
}
