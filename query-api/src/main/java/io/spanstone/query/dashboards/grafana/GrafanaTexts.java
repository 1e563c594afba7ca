package io.spanstone.query.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of Grafana's in our words. */
final class GrafanaTexts {
  private static final Pattern OLD_REFERENCE = Pattern.compile("\\[\\[(\\w+)(?::\\w+)?]]");
  private static final Pattern FORMATTED = Pattern.compile("\\$\\{(\\w+):\\w+}");
  private static final Pattern MILLIS = Pattern.compile("\\$\\{?__(range|interval)_ms}?");
  private static final Pattern SECONDS = Pattern.compile("\\$\\{__range_s}s?|\\$__range_s\\b");

  private GrafanaTexts() {}

  /** A text; empty if there is none. */
  static String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).textValue() : "";
  }

  /** The same, of so many characters at most. */
  static String text(JsonNode node, String field, int most) {
    String text = text(node, field).strip();
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** A query with variables as we write them. */
  static String query(String text) {
    String named = OLD_REFERENCE.matcher(text).replaceAll("\\${$1}");
    String plain = FORMATTED.matcher(named).replaceAll("\\${$1}");
    return SECONDS.matcher(plain).replaceAll(Matcher.quoteReplacement("$__range"));
  }

  /** Whether a query needs numbers of milliseconds, which we have none of. */
  static boolean needsMillis(String query) {
    return MILLIS.matcher(query).find();
  }
}
