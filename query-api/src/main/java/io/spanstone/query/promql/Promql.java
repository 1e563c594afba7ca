package io.spanstone.query.promql;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.query.promql.syntax.DurationText;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.promql.syntax.Formatter;
import io.spanstone.query.promql.syntax.FunctionSignature;
import io.spanstone.query.promql.syntax.FunctionSignatures;
import io.spanstone.query.promql.syntax.Parser;
import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import io.spanstone.query.promql.syntax.StringLiterals;
import java.util.ArrayList;
import java.util.List;

/** The language alone. */
public final class Promql {
  private Promql() {}

  /**
   * Reads a query and checks its types.
   *
   * @throws PromqlSyntaxException naming line and column, if it is no PromQL
   */
  public static Expr parse(String query) {
    return Parser.parse(query);
  }

  /**
   * The query as one would write it, without its comments.
   *
   * @throws PromqlSyntaxException naming line and column, if it is no PromQL
   */
  public static String format(String query) {
    return Formatter.format(parse(query));
  }

  /**
   * The milliseconds of a duration as the language writes it, such as {@code 1h30m}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static long durationMillis(String text) {
    return DurationText.millis(text);
  }

  /** The shortest way to write a duration exactly, such as {@code 1h30m}. */
  public static String durationText(long millis) {
    return DurationText.of(millis);
  }

  /** A text as the language writes it, between double quotes. */
  public static String quote(String text) {
    return StringLiterals.quote(text);
  }

  /** The matchers of every selector in an expression, in their order. */
  public static List<List<LabelMatcher>> selectors(Expr expr) {
    List<List<LabelMatcher>> selectors = new ArrayList<>();
    if (expr instanceof Expr.VectorSelector selector) {
      selectors.add(selector.matchers());
    }
    expr.children().forEach(child -> selectors.addAll(selectors(child)));
    return selectors;
  }

  /** The names of all functions, in their order; for completion. */
  public static List<String> functions() {
    return FunctionSignatures.all().stream().map(FunctionSignature::name).toList();
  }
}
