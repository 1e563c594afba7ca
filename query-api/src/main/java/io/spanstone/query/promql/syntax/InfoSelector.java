package io.spanstone.query.promql.syntax;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * The second argument of {@code info}: which info metrics to look for, and which of their labels to
 * add. As an expression it always names metrics, by default {@code target_info}.
 */
public final class InfoSelector {
  /** The name of the function. */
  public static final String FUNCTION = "info";

  private static final LabelMatcher DEFAULT_NAME =
      new LabelMatcher(Labels.METRIC_NAME, Operator.EQUAL, "target_info");
  private static final LabelMatcher ANY_NAME =
      new LabelMatcher(Labels.METRIC_NAME, Operator.MATCHES, ".+_info");

  private InfoSelector() {}

  /** What matchers as they were written select. */
  static Expr.VectorSelector of(List<LabelMatcher> written, Span span) {
    List<LabelMatcher> matchers = new ArrayList<>(written);
    List<LabelMatcher> names = written.stream().filter(InfoSelector::isOfName).toList();
    if (names.isEmpty()) {
      matchers.add(0, DEFAULT_NAME);
    } else if (names.stream().noneMatch(name -> isPositive(name.operator()))) {
      matchers.add(0, ANY_NAME);
    }
    return new Expr.VectorSelector(List.copyOf(matchers), TimeShift.NONE, span);
  }

  /** The matchers that have to be written. */
  static List<LabelMatcher> written(Expr.VectorSelector selector) {
    return selector.matchers().stream().filter(matcher -> !matcher.equals(DEFAULT_NAME)).toList();
  }

  /** The matchers of the metrics' names. */
  public static List<LabelMatcher> names(Expr.VectorSelector selector) {
    return selector.matchers().stream().filter(InfoSelector::isOfName).toList();
  }

  /** The matchers of the labels to add; all labels are added if there is none. */
  public static List<LabelMatcher> labels(Expr.VectorSelector selector) {
    return selector.matchers().stream().filter(matcher -> !isOfName(matcher)).toList();
  }

  private static boolean isOfName(LabelMatcher matcher) {
    return matcher.name().equals(Labels.METRIC_NAME);
  }

  private static boolean isPositive(Operator operator) {
    return operator == Operator.EQUAL || operator == Operator.MATCHES;
  }
}
