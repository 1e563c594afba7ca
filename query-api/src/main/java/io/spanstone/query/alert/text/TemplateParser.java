package io.spanstone.query.alert.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is between two braces and two braces: a pipeline of calls. */
final class TemplateParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)|(?<number>[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)"
              + "|(?<variable>\\$[a-zA-Z_]*(?:\\.[a-zA-Z_][a-zA-Z0-9_]*)*|\\.[a-zA-Z_.0-9]*)"
              + "|(?<word>[a-zA-Z_][a-zA-Z0-9_]*)|(?<symbol>[|()]))");
  private static final Set<String> STATEMENTS =
      Set.of("if", "else", "end", "range", "with", "define", "template", "block", "query", "and");
  private static final String KNOWN = "$labels, $labels.NAME and $value";

  private final Matcher matcher;
  private final int to;
  private int at;

  TemplateParser(String text, int from, int to) {
    this.matcher = TOKEN.matcher(text);
    this.at = from;
    this.to = to;
  }

  Operand parse() throws InvalidTemplateException {
    Operand result = pipeline();
    if (next()) {
      throw fault("'" + matcher.group().strip() + "' does not belong here; separate calls by |");
    }
    return result;
  }

  private Operand pipeline() throws InvalidTemplateException {
    Operand result = command(null);
    while (next("|")) {
      result = command(result);
    }
    return result;
  }

  /**
   * @param piped what comes as the last argument; null for nothing
   */
  private Operand command(@Nullable Operand piped) throws InvalidTemplateException {
    int from = at;
    if (!next()) {
      throw fault("a value is missing; write one, such as {{ $value }}");
    }
    String word = matcher.group("word");
    if (word == null) {
      at = from;
      Operand operand = operand();
      if (piped != null) {
        throw fault("only a function can come after |");
      }
      return operand;
    }
    TemplateFunction function = function(word);
    List<Operand> arguments = new ArrayList<>();
    while (startsOperand()) {
      arguments.add(operand());
    }
    if (piped != null) {
      arguments.add(piped);
    }
    if (arguments.size() < function.least() || arguments.size() > function.most()) {
      throw fault("%s takes %s, not %d".formatted(word, function.arity(), arguments.size()));
    }
    return values ->
        function.apply(arguments.stream().map(argument -> argument.value(values)).toList());
  }

  private TemplateFunction function(String word) throws InvalidTemplateException {
    if (STATEMENTS.contains(word)) {
      throw fault(
          "'%s' is not supported: a text shows values, it does not decide; give another rule another text"
              .formatted(word));
    }
    TemplateFunction function = TemplateFunction.of(word);
    if (function == null) {
      throw fault(
          "there is no function '%s'; known are %s".formatted(word, TemplateFunction.names()));
    }
    return function;
  }

  private boolean startsOperand() {
    int before = at;
    boolean starts = next() && matcher.group("word") == null && !isSymbol("|") && !isSymbol(")");
    at = before;
    return starts;
  }

  private Operand operand() throws InvalidTemplateException {
    next();
    String string = matcher.group("string");
    if (string != null) {
      String plain = unquote(string);
      return values -> plain;
    }
    if (matcher.group("number") != null) {
      Double number = Double.valueOf(matcher.group("number"));
      return values -> number;
    }
    if (matcher.group("variable") != null) {
      return variable(matcher.group("variable"));
    }
    if (isSymbol("(")) {
      Operand inner = pipeline();
      if (!next(")")) {
        throw fault("a closing parenthesis is missing");
      }
      return inner;
    }
    throw fault("'" + matcher.group().strip() + "' is no value; known are " + KNOWN);
  }

  private Operand variable(String name) throws InvalidTemplateException {
    if (name.equals("$value") || name.equals(".Value")) {
      return TextTemplate.Values::value;
    }
    if (name.equals("$labels") || name.equals(".Labels")) {
      return TextTemplate.Values::labels;
    }
    for (String prefix : List.of("$labels.", ".Labels.")) {
      String label = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
      if (!label.isEmpty() && label.indexOf('.') < 0) {
        return values -> values.labels().getOrDefault(label, "");
      }
    }
    throw fault("unknown variable " + name + "; known are " + KNOWN);
  }

  private boolean isSymbol(String symbol) {
    return symbol.equals(matcher.group("symbol"));
  }

  private boolean next(String symbol) throws InvalidTemplateException {
    int before = at;
    if (next() && isSymbol(symbol)) {
      return true;
    }
    at = before;
    return false;
  }

  /** Takes the next token; false at the end. */
  private boolean next() {
    matcher.region(at, to);
    if (matcher.lookingAt()) {
      at = matcher.end();
      return true;
    }
    return false;
  }

  private InvalidTemplateException fault(String message) {
    return new InvalidTemplateException(at, message + " (character " + (at + 1) + ")");
  }

  private static String unquote(String string) {
    String inner = string.substring(1, string.length() - 1);
    return string.charAt(0) == '`' ? inner : inner.translateEscapes();
  }
}
