package io.spanstone.query.promql.syntax;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.query.promql.syntax.Expr.Aggregation;
import io.spanstone.query.promql.syntax.Expr.Binary;
import io.spanstone.query.promql.syntax.Expr.Call;
import io.spanstone.query.promql.syntax.Expr.Negation;
import io.spanstone.query.promql.syntax.Expr.NumberLiteral;
import io.spanstone.query.promql.syntax.Expr.Parentheses;
import io.spanstone.query.promql.syntax.Expr.RangeSelector;
import io.spanstone.query.promql.syntax.Expr.StringLiteral;
import io.spanstone.query.promql.syntax.Expr.Subquery;
import io.spanstone.query.promql.syntax.Expr.VectorSelector;
import io.spanstone.query.promql.syntax.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes an expression in the one way that everybody agrees on: on one line while it fits, else
 * with what is in parentheses indented. Reading it again gives the same expression.
 */
public final class Formatter implements Expr.Visitor<String> {
  private static final int MAX_WIDTH = 100;
  private static final String INDENT = "  ";
  private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern NO_METRIC_NAME =
      Pattern.compile("(?i)inf|nan|bool|on|ignoring|group_left|group_right|atan2");

  private final boolean broken;

  private Formatter(boolean broken) {
    this.broken = broken;
  }

  public static String format(Expr expr) {
    String line = expr.accept(new Formatter(false));
    return line.length() <= MAX_WIDTH ? line : expr.accept(new Formatter(true));
  }

  @Override
  public String number(NumberLiteral literal) {
    return literal.duration()
        ? NumberLiterals.format(Math.round(literal.value() * 1000))
        : NumberLiterals.format(literal.value());
  }

  @Override
  public String string(StringLiteral literal) {
    return StringLiterals.quote(literal.value());
  }

  @Override
  public String selector(VectorSelector selector) {
    return bareSelector(selector) + shift(selector.shift());
  }

  @Override
  public String range(RangeSelector selector) {
    return bareSelector(selector.selector())
        + "["
        + NumberLiterals.format(selector.rangeMillis())
        + "]"
        + shift(selector.selector().shift());
  }

  @Override
  public String subquery(Subquery subquery) {
    String step = subquery.stepMillis() == 0 ? "" : NumberLiterals.format(subquery.stepMillis());
    String range = NumberLiterals.format(subquery.rangeMillis());
    return inner(subquery.inner()) + "[" + range + ":" + step + "]" + shift(subquery.shift());
  }

  @Override
  public String call(Call call) {
    String name = call.function().name();
    if (name.equals(InfoSelector.FUNCTION)
        && call.arguments().get(1) instanceof VectorSelector selector) {
      List<String> arguments = new ArrayList<>(List.of(inner(call.arguments().get(0))));
      String matchers = matchers(InfoSelector.written(selector));
      if (!matchers.equals("{}")) {
        arguments.add(matchers);
      }
      return name + joined(arguments);
    }
    return name + bracketed(call.arguments());
  }

  @Override
  public String aggregation(Aggregation aggregation) {
    String grouping = "";
    if (aggregation.without() || !aggregation.labels().isEmpty()) {
      grouping = (aggregation.without() ? " without " : " by ") + names(aggregation.labels()) + " ";
    }
    Expr parameter = aggregation.parameter();
    List<Expr> arguments =
        parameter == null ? List.of(aggregation.inner()) : List.of(parameter, aggregation.inner());
    return aggregation.aggregator() + grouping + bracketed(arguments);
  }

  @Override
  public String binary(Binary binary) {
    String operator =
        binary.operator().symbol() + (binary.bool() ? " bool" : "") + matching(binary.matching());
    String line = binary.left().accept(this) + " " + operator + " " + binary.right().accept(this);
    if (!broken || fits(line)) {
      return line;
    }
    return inner(binary.left()) + "\n" + operator + "\n" + inner(binary.right());
  }

  @Override
  public String negation(Negation negation) {
    return "-" + inner(negation.inner());
  }

  @Override
  public String parentheses(Parentheses parentheses) {
    return bracketed(List.of(parentheses.inner()));
  }

  private String bracketed(List<Expr> parts) {
    return joined(parts.stream().map(this::inner).toList());
  }

  private String joined(List<String> written) {
    String line = "(" + String.join(", ", written) + ")";
    if (!broken || fits(line)) {
      return line;
    }
    return "(\n" + INDENT + String.join(",\n", written).replace("\n", "\n" + INDENT) + "\n)";
  }

  private String inner(Expr expr) {
    String line = expr.accept(new Formatter(false));
    return !broken || fits(line) ? line : expr.accept(this);
  }

  private static boolean fits(String text) {
    return text.length() <= MAX_WIDTH && text.indexOf('\n') < 0;
  }

  private static String bareSelector(VectorSelector selector) {
    List<String> parts = new ArrayList<>();
    String name = "";
    for (LabelMatcher matcher : selector.matchers()) {
      boolean isName =
          matcher.name().equals(Labels.METRIC_NAME) && matcher.operator() == Operator.EQUAL;
      if (isName && name.isEmpty() && parts.isEmpty() && isMetricName(matcher.value())) {
        name = matcher.value();
      } else if (isName && !matcher.value().isEmpty()) {
        parts.add(StringLiterals.quote(matcher.value()));
      } else {
        parts.add(matcher(matcher));
      }
    }
    return parts.isEmpty() ? name : name + "{" + String.join(", ", parts) + "}";
  }

  private static String matchers(List<LabelMatcher> matchers) {
    return "{" + String.join(", ", matchers.stream().map(Formatter::matcher).toList()) + "}";
  }

  private static String matcher(LabelMatcher matcher) {
    return labelName(matcher.name())
        + matcher.operator().symbol()
        + StringLiterals.quote(matcher.value());
  }

  private static String shift(TimeShift shift) {
    String at =
        switch (shift.anchor()) {
          case EVALUATION -> "";
          case START -> " @ start()";
          case END -> " @ end()";
          case TIME -> " @ " + seconds(shift.atMillis());
        };
    return shift.offsetMillis() == 0
        ? at
        : at + " offset " + NumberLiterals.format(shift.offsetMillis());
  }

  private static String seconds(long millis) {
    return (millis < 0 ? "-" : "")
        + "%d.%03d".formatted(Math.abs(millis / 1000), Math.abs(millis % 1000));
  }

  private static String matching(VectorMatching matching) {
    if (matching.equals(VectorMatching.DEFAULT)) {
      return "";
    }
    String text = (matching.on() ? " on " : " ignoring ") + names(matching.labels());
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      return text;
    }
    boolean left = matching.cardinality() == Cardinality.MANY_TO_ONE;
    return text + (left ? " group_left " : " group_right ") + names(matching.include());
  }

  private static String names(List<String> labels) {
    return "(" + String.join(", ", labels.stream().map(Formatter::labelName).toList()) + ")";
  }

  private static String labelName(String name) {
    return LABEL_NAME.matcher(name).matches() ? name : StringLiterals.quote(name);
  }

  private static boolean isMetricName(String name) {
    return METRIC_NAME.matcher(name).matches() && !NO_METRIC_NAME.matcher(name).matches();
  }
}
