package io.spanstone.query.prometheus;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of labels in paths, where Prometheus 3 lets clients escape what is no letter, digit or
 * underscore: {@code U__service_2e_name} is {@code service.name}.
 */
final class EscapedName {
  private static final String PREFIX = "U__";
  private static final Pattern ESCAPED = Pattern.compile("__|_([0-9a-fA-F]{1,6})_|_");

  private EscapedName() {}

  /** The name; what is not escaped, or not rightly, is the name itself. */
  static String decode(String name) {
    if (!name.startsWith(PREFIX)) {
      return name;
    }
    String escaped = name.substring(PREFIX.length());
    if (ESCAPED.matcher(escaped).results().anyMatch(found -> !isEscape(found))) {
      return name;
    }
    return ESCAPED
        .matcher(escaped)
        .replaceAll(found -> found.group(1) == null ? "_" : literally(codePoint(found)));
  }

  private static boolean isEscape(MatchResult found) {
    return found.group().equals("__")
        || (found.group(1) != null && Character.isValidCodePoint(codePoint(found)));
  }

  private static String literally(int codePoint) {
    return Matcher.quoteReplacement(Character.toString(codePoint));
  }

  private static int codePoint(MatchResult found) {
    return Integer.parseInt(found.group(1), 16);
  }
}
