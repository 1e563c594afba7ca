package io.spanstone.query.dashboards;

import io.spanstone.query.request.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query with a value in the place of each variable, and where its characters come from.
 *
 * <p>The page puts in what people have chosen, by the same rules: web-ui's {@code
 * dashboards/fill.js}.
 */
final class FilledText {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\{([a-zA-Z_][a-zA-Z0-9_]*)}|([a-zA-Z_][a-zA-Z0-9_]*))");

  /** What the page knows by itself: all of them are lengths of time. */
  private static final List<String> BUILT_IN = List.of("__interval", "__rate_interval", "__range");

  private static final Pattern PLAIN_WORD = Pattern.compile("(?!(AND|OR|NOT)$)[\\p{L}0-9_.]+");

  /** A value in the place of characters {@code from} to {@code to} of the text as it was. */
  private record Place(int filledFrom, int filledTo, int from, int to) {}

  private final String text;
  private final List<Place> places;

  private FilledText(String text, List<Place> places) {
    this.text = text;
    this.places = places;
  }

  /** For PromQL. In a string a value is nothing but text, so there any will do. */
  static FilledText promql(String text, List<Variable> variables) throws InvalidValueException {
    Quotes quotes = Quotes.inPromql(text);
    return fill(
        text,
        variables,
        (at, variable) -> {
          if (!quotes.within(at)) {
            return variable.sample();
          }
          if (variable.multi() && quotes.afterEquals(at)) {
            throw new InvalidValueException(
                "$%s may have several values; compare it by =~ or !~".formatted(variable.name()),
                at);
          }
          return "x";
        });
  }

  /** For log search. Outside of quotes a value is quoted where it is more than a word. */
  static FilledText logs(String text, List<Variable> variables) throws InvalidValueException {
    Quotes quotes = Quotes.inLogQuery(text);
    return fill(
        text,
        variables,
        (at, variable) -> {
          String value = variable.sample();
          return quotes.within(at) || PLAIN_WORD.matcher(value).matches()
              ? value.replace("\\", "\\\\").replace("\"", "\\\"")
              : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        });
  }

  String text() {
    return text;
  }

  /** The index in the text as it was of what stands at an index of {@link #text}. */
  int original(int index) {
    int shift = 0;
    for (Place place : places) {
      if (index < place.filledFrom()) {
        break;
      }
      if (index < place.filledTo()) {
        return place.from();
      }
      shift = place.to() - place.filledTo();
    }
    return index + shift;
  }

  private interface Value {
    String of(int at, Variable variable) throws InvalidValueException;
  }

  private static FilledText fill(String text, List<Variable> variables, Value value)
      throws InvalidValueException {
    StringBuilder filled = new StringBuilder();
    List<Place> places = new ArrayList<>();
    Matcher reference = REFERENCE.matcher(text);
    int done = 0;
    while (reference.find()) {
      filled.append(text, done, reference.start());
      String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
      int from = filled.length();
      filled.append(
          BUILT_IN.contains(name)
              ? "1m"
              : value.of(reference.start(), known(name, variables, reference.start())));
      done = reference.end();
      places.add(new Place(from, filled.length(), reference.start(), done));
    }
    return new FilledText(filled.append(text, done, text.length()).toString(), places);
  }

  private static Variable known(String name, List<Variable> variables, int at)
      throws InvalidValueException {
    TreeSet<String> names = new TreeSet<>(BUILT_IN);
    for (Variable each : variables) {
      if (each.name().equals(name)) {
        return each;
      }
      names.add(each.name());
    }
    throw new InvalidValueException(
        "unknown variable $%s; known are $%s".formatted(name, String.join(", $", names)), at);
  }
}
