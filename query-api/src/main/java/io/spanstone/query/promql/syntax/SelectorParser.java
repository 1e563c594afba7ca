package io.spanstone.query.promql.syntax;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import java.util.ArrayList;
import java.util.List;

/** Reads selectors and lists of label names. */
final class SelectorParser {
  private final TokenReader tokens;

  SelectorParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /** Reads a metric's name, or matchers in braces, or both. */
  Expr.VectorSelector selector() {
    int from = tokens.peek().from();
    List<LabelMatcher> matchers = new ArrayList<>();
    if (!tokens.peek().is("{")) {
      matchers.add(name(tokens.take()));
    }
    if (tokens.peek().is("{")) {
      addMatchers(matchers);
    }
    if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
      throw tokens.fault(
          from,
          "the selector would select every series",
          "give it a metric name or a matcher that does not match the empty value");
    }
    return new Expr.VectorSelector(
        List.copyOf(matchers), TimeShift.NONE, new Span(from, tokens.takenTo()));
  }

  /** Reads what may follow the first argument of {@code info}: matchers in braces, or nothing. */
  Expr.VectorSelector infoSelector() {
    int from = tokens.peek().from();
    List<LabelMatcher> matchers = new ArrayList<>();
    if (tokens.takeIf(",") && !tokens.peek().is(")")) {
      from = tokens.peek().from();
      if (!tokens.peek().is("{")) {
        throw tokens.unexpected(
            "the second argument of info",
            "it is label matchers in braces, as in {k8s_cluster_name=~\".+\"}");
      }
      addMatchers(matchers);
      tokens.takeIf(",");
    }
    return InfoSelector.of(matchers, new Span(from, tokens.takenTo()));
  }

  private void addMatchers(List<LabelMatcher> matchers) {
    tokens.expect("{", "the label matchers");
    while (!tokens.takeIf("}")) {
      matchers.add(matcher(matchers));
      if (!tokens.peek().is("}")) {
        tokens.expect(",", "the label matchers");
      }
    }
  }

  /** Reads the names in parentheses after {@code by}, {@code on} and the like. */
  List<String> labelNames() {
    String where = "the list of label names";
    tokens.expect("(", where);
    List<String> names = new ArrayList<>();
    while (!tokens.takeIf(")")) {
      names.add(labelName(where));
      if (!tokens.peek().is(")")) {
        tokens.expect(",", where);
      }
    }
    return names;
  }

  private LabelMatcher matcher(List<LabelMatcher> before) {
    Token first = tokens.peek();
    boolean quoted = first.kind() == Token.Kind.STRING;
    String name = labelName("the label matchers");
    if (quoted && (tokens.peek().is(",") || tokens.peek().is("}"))) {
      if (before.stream().anyMatch(SelectorParser::isName)) {
        throw tokens.fault(
            first.from(), "the metric name is set twice", "name the metric once only");
      }
      return name(first);
    }
    Operator operator = operator();
    Token value = tokens.peek();
    if (value.kind() != Token.Kind.STRING) {
      throw tokens.unexpected("the label matchers", "the value of a label is a quoted string");
    }
    tokens.take();
    LabelMatcher matcher = matcher(name, operator, value);
    if (isName(matcher) && before.stream().anyMatch(SelectorParser::isName)) {
      throw tokens.fault(first.from(), "the metric name is set twice", "name the metric once only");
    }
    return matcher;
  }

  private LabelMatcher matcher(String name, Operator operator, Token value) {
    try {
      return new LabelMatcher(name, operator, value.text());
    } catch (IllegalArgumentException e) {
      throw tokens.fault(value.from(), String.valueOf(e.getMessage()), "");
    }
  }

  private Operator operator() {
    for (Operator operator : Operator.values()) {
      if (tokens.takeIf(operator.symbol())) {
        return operator;
      }
    }
    throw tokens.unexpected("the label matchers", "labels are compared with = != =~ or !~");
  }

  private String labelName(String where) {
    Token token = tokens.peek();
    boolean word =
        (token.kind() == Token.Kind.IDENTIFIER && token.text().indexOf(':') < 0)
            || (token.kind() == Token.Kind.NUMBER && Character.isLetter(token.text().charAt(0)));
    boolean quoted = token.kind() == Token.Kind.STRING && !token.text().isEmpty();
    if (!word && !quoted) {
      throw tokens.unexpected(where, "a label name belongs here, quoted if it is no plain word");
    }
    return tokens.take().text();
  }

  private static LabelMatcher name(Token token) {
    return new LabelMatcher(Labels.METRIC_NAME, Operator.EQUAL, token.text());
  }

  private static boolean isName(LabelMatcher matcher) {
    return matcher.name().equals(Labels.METRIC_NAME) && matcher.operator() == Operator.EQUAL;
  }
}
