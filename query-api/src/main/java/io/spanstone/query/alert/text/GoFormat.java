package io.spanstone.query.alert.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code printf} with the verbs that rules use. */
final class GoFormat {
  private static final Pattern VERB =
      Pattern.compile("%([-+ 0#]*)(\\d{0,3})(?:\\.(\\d{0,3}))?([a-zA-Z%])");

  private GoFormat() {}

  /** The first argument is the format. */
  static String format(List<Object> given) {
    Matcher matcher = VERB.matcher(GoText.of(given.get(0)));
    StringBuilder text = new StringBuilder();
    int next = 1;
    while (matcher.find()) {
      String written;
      if (matcher.group(4).equals("%")) {
        written = "%";
      } else if (next >= given.size()) {
        written = "%!" + matcher.group(4) + "(MISSING)";
      } else {
        written = padded(matcher, one(matcher, given.get(next++)));
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(written));
    }
    return matcher.appendTail(text).toString();
  }

  private static String one(Matcher verb, Object value) {
    String plus = verb.group(1).contains("+") ? "+" : "";
    String precision = verb.group(3);
    return switch (verb.group(4)) {
      case "v" -> GoText.of(value);
      case "s" ->
          value instanceof Double ? "%!s(float64=" + GoText.of(value) + ")" : GoText.of(value);
      case "q" -> '"' + GoText.of(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      case "f", "F" ->
          finite(
              verb, value, number -> format("%" + plus + "." + or(precision, "6") + "f", number));
      case "e" ->
          finite(
              verb, value, number -> format("%" + plus + "." + or(precision, "6") + "e", number));
      case "g" ->
          value instanceof Double number && precision != null
              ? GoText.general(number, precision.isEmpty() ? 0 : Integer.parseInt(precision))
              : GoText.of(value);
      default -> {
        String type = value instanceof Double ? "float64" : "string";
        yield "%!" + verb.group(4) + "(" + type + "=" + GoText.of(value) + ")";
      }
    };
  }

  private interface Writer {
    String write(double number);
  }

  private static String finite(Matcher verb, Object value, Writer writer) {
    if (!(value instanceof Double number)) {
      return "%!" + verb.group(4) + "(string=" + value + ")";
    }
    return Double.isFinite(number) ? writer.write(number) : GoText.of(number);
  }

  private static String format(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static String or(@Nullable String text, String fallback) {
    return text == null ? fallback : text.isEmpty() ? "0" : text;
  }

  private static String padded(Matcher verb, String text) {
    int width = verb.group(2).isEmpty() ? 0 : Integer.parseInt(verb.group(2));
    String fill = " ".repeat(Math.max(0, width - text.length()));
    if (verb.group(1).contains("-")) {
      return text + fill;
    }
    boolean zeros = verb.group(1).contains("0") && !verb.group(4).equals("s");
    return zeros ? fill.replace(' ', '0') + text : fill + text;
  }
}
