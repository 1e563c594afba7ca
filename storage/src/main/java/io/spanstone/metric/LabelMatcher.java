package io.spanstone.metric;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the value of one label. An absent label has the empty value. Regular expressions
 * are RE2's, match the whole value, and their dot matches every character. Thread-safe.
 */
public final class LabelMatcher {

  /** How a value is compared. */
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    MATCHES("=~"),
    NOT_MATCHES("!~");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As PromQL writes it. */
    public String symbol() {
      return symbol;
    }
  }

  private final String name;
  private final Operator operator;
  private final String value;

  /** Null unless a pattern must run. */
  private final @Nullable Pattern pattern;

  /** Null unless the regular expression only lists values. */
  private final @Nullable Set<String> alternatives;

  /**
   * @throws IllegalArgumentException if {@code value} is to be a regular expression and is none;
   *     the message says why
   */
  public LabelMatcher(String name, Operator operator, String value) {
    this.name = name;
    this.operator = operator;
    this.value = value;
    boolean regex = operator == Operator.MATCHES || operator == Operator.NOT_MATCHES;
    this.alternatives = regex ? LiteralAlternatives.of(value) : null;
    this.pattern = regex && alternatives == null ? compile(value) : null;
  }

  public String name() {
    return name;
  }

  public Operator operator() {
    return operator;
  }

  /** The value or the regular expression, as it was given. */
  public String value() {
    return value;
  }

  /** Whether a value satisfies this; that of an absent label is empty. */
  public boolean matches(String actual) {
    return switch (operator) {
      case EQUAL -> actual.equals(value);
      case NOT_EQUAL -> !actual.equals(value);
      case MATCHES -> found(actual);
      case NOT_MATCHES -> !found(actual);
    };
  }

  public boolean matches(Labels labels) {
    return matches(labels.get(name));
  }

  /**
   * The only values that this matcher lets through, if they can be listed; an index may then look
   * them up. The empty value among them stands for an absent label.
   */
  public Optional<Set<String>> onlyValues() {
    return switch (operator) {
      case EQUAL -> Optional.of(Set.of(value));
      case MATCHES -> Optional.ofNullable(alternatives);
      case NOT_EQUAL, NOT_MATCHES -> Optional.empty();
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMatcher matcher
        && matcher.operator == operator
        && matcher.name.equals(name)
        && matcher.value.equals(value);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + operator.hashCode()) + value.hashCode();
  }

  @Override
  public String toString() {
    return name + operator.symbol() + '"' + value + '"';
  }

  private boolean found(String actual) {
    if (alternatives != null) {
      return alternatives.contains(actual);
    }
    return pattern != null && pattern.matches(actual);
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "invalid regular expression (RE2 syntax): " + e.getMessage(), e);
    }
  }
}
