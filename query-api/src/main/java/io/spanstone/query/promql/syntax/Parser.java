package io.spanstone.query.promql.syntax;

import io.spanstone.query.promql.syntax.Expr.Binary;
import io.spanstone.query.promql.syntax.Expr.Negation;
import io.spanstone.query.promql.syntax.Expr.NumberLiteral;
import io.spanstone.query.promql.syntax.Expr.Parentheses;
import io.spanstone.query.promql.syntax.Expr.StringLiteral;
import io.spanstone.query.promql.syntax.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a query: operators by precedence, everything else by recursive descent. */
public final class Parser {

  /** Words that cannot name a metric, since they follow an operator. */
  private static final Set<String> RESERVED =
      Set.of("bool", "on", "ignoring", "group_left", "group_right", "atan2");

  private static final int MAX_DEPTH = 200;
  private static final int MAX_OPERATORS = 1_000;

  private final TokenReader tokens;
  private final SelectorParser selectors;
  private final ModifierParser modifiers;
  private final DurationParser durations;
  private int depth;
  private int operators;

  private Parser(String query) {
    tokens = new TokenReader(query);
    selectors = new SelectorParser(tokens);
    durations = new DurationParser(tokens);
    modifiers = new ModifierParser(tokens, durations);
  }

  /**
   * The expression that a query is, checked for types.
   *
   * @throws PromqlSyntaxException if it is none
   */
  public static Expr parse(String query) {
    Parser parser = new Parser(query);
    Expr expr = parser.expression(0);
    if (parser.tokens.peek().kind() != Token.Kind.END) {
      throw parser.tokens.unexpected(
          "the query", "an operator or the end of the query belongs here");
    }
    TypeCheck.check(query, expr);
    return expr;
  }

  /** Reads operands and the operators between them that bind at least so tightly. */
  private Expr expression(int minPrecedence) {
    if (++depth > MAX_DEPTH) {
      throw tokens.fault(tokens.peek().from(), "the query is nested too deeply", "split it");
    }
    Expr left = operand();
    BinaryOperator operator = BinaryOperator.of(tokens.peek());
    while (operator != null && operator.precedence() >= minPrecedence) {
      left = binary(left, operator);
      operator = BinaryOperator.of(tokens.peek());
    }
    depth--;
    return left;
  }

  private Expr binary(Expr left, BinaryOperator operator) {
    if (++operators > MAX_OPERATORS) {
      throw tokens.fault(tokens.peek().from(), "the query has too many operators", "split it");
    }
    tokens.take();
    boolean bool = tokens.takeIfWord("bool");
    VectorMatching matching = matching(operator);
    Expr right =
        expression(
            operator.isRightAssociative() ? operator.precedence() : operator.precedence() + 1);
    Span span = new Span(left.span().from(), right.span().to());
    return new Binary(operator, left, right, bool, matching, span);
  }

  private VectorMatching matching(BinaryOperator operator) {
    boolean on = tokens.peek().isWord("on");
    if (!on && !tokens.peek().isWord("ignoring")) {
      return VectorMatching.DEFAULT;
    }
    tokens.take();
    List<String> labels = selectors.labelNames();
    boolean left = tokens.peek().isWord("group_left");
    if (!left && !tokens.peek().isWord("group_right")) {
      return new VectorMatching(Cardinality.ONE_TO_ONE, on, labels, List.of());
    }
    if (operator.isSet()) {
      throw tokens.unexpected(
          "a set operation", "and, or and unless always compare many elements with many");
    }
    tokens.take();
    List<String> include = tokens.peek().is("(") ? selectors.labelNames() : List.of();
    Cardinality cardinality = left ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
    return new VectorMatching(cardinality, on, labels, include);
  }

  private Expr operand() {
    int from = tokens.peek().from();
    boolean minus = tokens.peek().is("-");
    if (!minus && !tokens.peek().is("+")) {
      return modifiers.modified(primary());
    }
    tokens.take();
    Expr inner = expression(BinaryOperator.UNARY_PRECEDENCE);
    Span span = new Span(from, inner.span().to());
    TypeCheck.signed(tokens, inner);
    if (!minus) {
      return inner;
    }
    return inner instanceof NumberLiteral literal
        ? new NumberLiteral(-literal.value(), literal.duration(), span)
        : new Negation(inner, span);
  }

  private Expr primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER, DURATION -> number();
      case STRING -> new StringLiteral(tokens.take().text(), token.span());
      case IDENTIFIER -> word(token);
      case SYMBOL, END -> {
        if (token.is("{")) {
          yield selectors.selector();
        }
        if (!token.is("(")) {
          throw tokens.unexpected(
              "an expression", "a metric, a number, a function or an aggregation belongs here");
        }
        yield parentheses();
      }
    };
  }

  private Expr number() {
    Token token = tokens.take();
    boolean duration = token.kind() == Token.Kind.DURATION;
    return new NumberLiteral(durations.value(token), duration, token.span());
  }

  private Expr parentheses() {
    int from = tokens.take().from();
    Expr inner = expression(0);
    tokens.expect(")", "the parentheses");
    return new Parentheses(inner, new Span(from, tokens.takenTo()));
  }

  private Expr word(Token word) {
    Token next = tokens.peekSecond();
    Aggregator aggregator = Aggregator.of(word.text());
    if (aggregator != null && (next.is("(") || next.isWord("by") || next.isWord("without"))) {
      return aggregation(aggregator);
    }
    if (next.is("(")) {
      return call(word);
    }
    if (RESERVED.contains(word.text().toLowerCase(Locale.ROOT))) {
      throw tokens.unexpected(
          "an expression", "a metric of this name is written {\"" + word.text() + "\"}");
    }
    return selectors.selector();
  }

  private Expr call(Token name) {
    FunctionSignature function = FunctionSignatures.of(name.text());
    if (function == null) {
      throw tokens.fault(
          name.from(), "unknown function \"" + name.text() + "\"", SimilarNames.hint(name.text()));
    }
    tokens.take();
    List<Expr> arguments =
        name.text().equals(InfoSelector.FUNCTION)
            ? infoArguments()
            : arguments("the call of " + name.text());
    return new Expr.Call(function, arguments, new Span(name.from(), tokens.takenTo()));
  }

  private List<Expr> infoArguments() {
    String where = "the call of info";
    tokens.expect("(", where);
    if (tokens.takeIf(")")) {
      return List.of();
    }
    Expr vector = expression(0);
    Expr selector = selectors.infoSelector();
    tokens.expect(")", where);
    return List.of(vector, selector);
  }

  private Expr aggregation(Aggregator aggregator) {
    int from = tokens.take().from();
    Grouping grouping = grouping();
    List<Expr> arguments = arguments("the aggregation " + aggregator);
    if (grouping.equals(Grouping.NONE)) {
      grouping = grouping();
    }
    Span span = new Span(from, tokens.takenTo());
    int wanted = aggregator.parameter() == null ? 1 : 2;
    if (arguments.size() != wanted) {
      throw tokens.fault(
          from,
          aggregator + " takes " + wanted + " arguments, not " + arguments.size(),
          wanted == 2 ? "write " + aggregator + "(parameter, vector)" : "");
    }
    return new Expr.Aggregation(
        aggregator,
        wanted == 2 ? arguments.get(0) : null,
        arguments.get(wanted - 1),
        grouping.without(),
        grouping.labels(),
        span);
  }

  private record Grouping(boolean without, List<String> labels) {
    static final Grouping NONE = new Grouping(false, List.of());
  }

  private Grouping grouping() {
    boolean without = tokens.peek().isWord("without");
    if (!without && !tokens.peek().isWord("by")) {
      return Grouping.NONE;
    }
    tokens.take();
    return new Grouping(without, List.copyOf(selectors.labelNames()));
  }

  private List<Expr> arguments(String where) {
    tokens.expect("(", where);
    List<Expr> arguments = new ArrayList<>();
    while (!tokens.takeIf(")")) {
      arguments.add(expression(0));
      if (!tokens.peek().is(")")) {
        tokens.expect(",", where);
      }
    }
    return List.copyOf(arguments);
  }
}
