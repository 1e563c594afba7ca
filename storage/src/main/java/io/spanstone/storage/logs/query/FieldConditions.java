package io.spanstone.storage.logs.query;

import io.spanstone.block.SeverityLevel;
import io.spanstone.block.WordPhrase;
import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.logs.query.QueryText.Word;
import io.spanstone.storage.logs.query.TextTest.Bound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value means for a field. */
final class FieldConditions {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;
  private static final int PATTERN_BYTES = 8;
  private static final int LOWEST_SEVERITY = SeverityLevel.TRACE.first();
  private static final int HIGHEST_SEVERITY = SeverityLevel.FATAL.last();

  private static final String LEVELS =
      Arrays.stream(SeverityLevel.values())
          .map(SeverityLevel::id)
          .collect(Collectors.joining(", "));

  private FieldConditions() {}

  /** {@code field:value}. */
  static LogCondition equal(Field field, Word value) {
    boolean anything = value.text().equals("*") && value.wildcard(0) == 0;
    return switch (field.kind()) {
      case BODY -> anything ? new LogCondition.Present(field.kind()) : words(value);
      case SEVERITY -> anything ? severities(LOWEST_SEVERITY, HIGHEST_SEVERITY) : severity(value);
      case TRACE_ID ->
          anything
              ? new LogCondition.Present(field.kind())
              : new LogCondition.TraceId(id(value, TRACE_ID_BYTES));
      case SPAN_ID ->
          anything
              ? new LogCondition.Present(field.kind())
              : new LogCondition.SpanId(id(value, SPAN_ID_BYTES));
      case PATTERN ->
          anything
              ? new LogCondition.Present(field.kind())
              : new LogCondition.Pattern(id(value, PATTERN_BYTES));
      case EXCEPTION_GROUP ->
          anything
              ? new LogCondition.Present(field.kind())
              : new LogCondition.ExceptionGroup(id(value, PATTERN_BYTES));
      case SERVICE, LOGGER, ATTRIBUTE -> new LogCondition.Text(field, test(value));
    };
  }

  /** {@code field:>=value} and the like. */
  static LogCondition compare(Field field, String operator, Word value) {
    boolean inclusive = operator.length() == 2;
    return operator.charAt(0) == '>'
        ? between(field, value, inclusive, null, true)
        : between(field, null, true, value, inclusive);
  }

  /** {@code field:[lower TO upper]}. */
  static LogCondition between(
      Field field,
      @Nullable Word lower,
      boolean lowerInclusive,
      @Nullable Word upper,
      boolean upperInclusive) {
    Bound from = bound(lower, lowerInclusive);
    Bound to = bound(upper, upperInclusive);
    if (field.kind() == Field.Kind.SEVERITY) {
      return severities(
          from == null ? LOWEST_SEVERITY : lowestSeverity(lower, lowerInclusive),
          to == null ? HIGHEST_SEVERITY : highestSeverity(upper, upperInclusive));
    }
    return switch (field.kind()) {
      case BODY, TRACE_ID, SPAN_ID, PATTERN, EXCEPTION_GROUP, SEVERITY ->
          throw noOrder(field, lower == null ? upper : lower);
      case SERVICE, LOGGER, ATTRIBUTE ->
          new LogCondition.Text(
              field,
              from == null && to == null
                  ? TextTest.Like.anything()
                  : new TextTest.Between(from, to));
    };
  }

  /** Words of the body. */
  static LogCondition words(Word word) {
    int wildcard = word.wildcard(0);
    if (wildcard >= 0 && wildcard < word.text().length() - 1) {
      throw new LogQuerySyntaxException(
          word.at(),
          "a word may end with * but not have it elsewhere",
          "write the beginning of the word, or \\* for the character itself");
    }
    if (new WordPhrase(word.text(), false).isEmpty()) {
      throw new LogQuerySyntaxException(
          word.at(),
          "'%s' has no letter or digit".formatted(word.text()),
          "only letters and digits can be searched for");
    }
    boolean prefix = wildcard >= 0;
    int end = word.text().length() - (prefix ? 1 : 0);
    return new LogCondition.Words(word.text().substring(0, end), prefix);
  }

  private static TextTest test(Word value) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = value.wildcard(0); at >= 0; at = value.wildcard(at + 1)) {
      parts.add(value.text().substring(from, at));
      from = at + 1;
    }
    parts.add(value.text().substring(from));
    return parts.size() == 1 ? new TextTest.Equal(parts.get(0)) : new TextTest.Like(parts);
  }

  private static @Nullable Bound bound(@Nullable Word word, boolean inclusive) {
    if (word == null || (word.text().equals("*") && word.wildcard(0) == 0)) {
      return null;
    }
    if (word.wildcard(0) >= 0) {
      throw new LogQuerySyntaxException(
          word.at(), "a limit cannot have a *", "write the whole value, or \\* for the character");
    }
    return new Bound(word.text(), inclusive);
  }

  private static LogCondition severity(Word value) {
    int number = number(value.text());
    if (number >= 0) {
      return severities(number, number);
    }
    SeverityLevel level = level(value);
    int place = place(value.text());
    return place == 0
        ? severities(level.first(), level.last())
        : severities(level.first() + place - 1, level.first() + place - 1);
  }

  private static int lowestSeverity(@Nullable Word value, boolean inclusive) {
    return limit(value, inclusive ? range -> range.from() : range -> range.to() + 1);
  }

  private static int highestSeverity(@Nullable Word value, boolean inclusive) {
    return limit(value, inclusive ? range -> range.to() : range -> range.from() - 1);
  }

  private static int limit(@Nullable Word value, Function<LogCondition.Severity, Integer> ofRange) {
    if (value == null) {
      throw new IllegalStateException("a limit that is there has a word");
    }
    return ofRange.apply((LogCondition.Severity) severity(value));
  }

  private static LogCondition severities(int from, int to) {
    return new LogCondition.Severity(from, to);
  }

  private static SeverityLevel level(Word value) {
    String name = value.text().toUpperCase(Locale.ROOT);
    for (SeverityLevel level : SeverityLevel.values()) {
      boolean numbered = level != SeverityLevel.UNSPECIFIED && name.matches(level + "[1-4]");
      if (name.equals(level.name()) || numbered) {
        return level;
      }
    }
    if (name.equals("WARNING")) {
      return SeverityLevel.WARN;
    }
    throw new LogQuerySyntaxException(
        value.at(),
        "'%s' is no severity".formatted(value.text()),
        "write one of %s, or a number from 0 to %d".formatted(LEVELS, HIGHEST_SEVERITY));
  }

  /** The digit after the name of a level; 0 if there is none. */
  private static int place(String name) {
    char last = name.charAt(name.length() - 1);
    return last >= '1' && last <= '4' ? last - '0' : 0;
  }

  /** A severity number; -1 if it is none. */
  private static int number(String text) {
    return text.matches("[0-9]|1[0-9]|2[0-4]") ? Integer.parseInt(text) : -1;
  }

  private static String id(Word value, int bytes) {
    if (!value.text().matches("[0-9a-fA-F]{" + 2 * bytes + "}")) {
      throw new LogQuerySyntaxException(
          value.at(),
          "'%s' is no id".formatted(value.text()),
          "it must be %d hex digits, or * for any".formatted(2 * bytes));
    }
    return value.text().toLowerCase(Locale.ROOT);
  }

  private static LogQuerySyntaxException noOrder(Field field, @Nullable Word at) {
    return new LogQuerySyntaxException(
        at == null ? 0 : at.at(),
        "%s has no order".formatted(field.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
        "ask for severities and attributes in ranges");
  }
}
