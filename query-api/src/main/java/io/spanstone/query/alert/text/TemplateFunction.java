package io.spanstone.query.alert.text;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of templates.
 *
 * @param least how many arguments it takes at least
 * @param most and at most
 */
record TemplateFunction(int least, int most, Function<List<Object>, Object> body) {
  private static final int MANY = 20;
  private static final Map<String, TemplateFunction> ALL = all();

  static @Nullable TemplateFunction of(String name) {
    return ALL.get(name);
  }

  static String names() {
    return String.join(", ", ALL.keySet());
  }

  Object apply(List<Object> arguments) {
    return body.apply(arguments);
  }

  /** How many arguments it takes, for people. */
  String arity() {
    String arguments = most == 1 ? " argument" : " arguments";
    return (least == most ? "" : "at least ") + least + arguments;
  }

  private static Map<String, TemplateFunction> all() {
    Map<String, TemplateFunction> all = new TreeMap<>();
    all.put("humanize", number(Humanized::number));
    all.put("humanize1024", number(Humanized::number1024));
    all.put("humanizeDuration", number(Humanized::duration));
    all.put("humanizePercentage", number(Humanized::percentage));
    all.put("humanizeTimestamp", number(Humanized::timestamp));
    all.put("toUpper", text(value -> value.toUpperCase(Locale.ROOT)));
    all.put("toLower", text(value -> value.toLowerCase(Locale.ROOT)));
    all.put("title", text(TemplateFunction::title));
    all.put("stripPort", text(TemplateFunction::stripPort));
    all.put("print", new TemplateFunction(1, MANY, TemplateFunction::print));
    all.put("printf", new TemplateFunction(1, MANY, GoFormat::format));
    all.put(
        "reReplaceAll",
        new TemplateFunction(
            3,
            3,
            given ->
                Pattern.compile(GoText.of(given.get(0)))
                    .matcher(GoText.of(given.get(2)))
                    .replaceAll(GoText.of(given.get(1)))));
    all.put("index", new TemplateFunction(2, 2, TemplateFunction::index));
    return all;
  }

  private static TemplateFunction number(DoubleFunction<String> function) {
    return new TemplateFunction(1, 1, given -> function.apply(toNumber(given.get(0))));
  }

  private static TemplateFunction text(UnaryOperator<String> function) {
    return new TemplateFunction(1, 1, given -> function.apply(GoText.of(given.get(0))));
  }

  private static double toNumber(Object value) {
    try {
      return value instanceof Double number ? number : Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + value + "' is no number", e);
    }
  }

  private static Object index(List<Object> given) {
    if (!(given.get(0) instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("index takes labels and a name");
    }
    Object found = map.get(GoText.of(given.get(1)));
    return found == null ? "" : found;
  }

  private static String print(List<Object> given) {
    StringBuilder text = new StringBuilder();
    given.forEach(each -> text.append(GoText.of(each)));
    return text.toString();
  }

  private static String title(String value) {
    StringBuilder text = new StringBuilder();
    boolean begins = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(begins ? Character.toTitleCase(c) : c);
      begins = !(Character.isLetterOrDigit(c) || c == '_' || c == '\'');
    }
    return text.toString();
  }

  private static String stripPort(String address) {
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon >= 0 && (address.indexOf(':') == colon || address.startsWith("["));
    String host = hasPort ? address.substring(0, colon) : address;
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
