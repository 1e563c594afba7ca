package io.spanstone.storage.logs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spanstone.storage.logs.query.LogCondition.And;
import io.spanstone.storage.logs.query.LogCondition.Everything;
import io.spanstone.storage.logs.query.LogCondition.Field;
import io.spanstone.storage.logs.query.LogCondition.Not;
import io.spanstone.storage.logs.query.LogCondition.Or;
import io.spanstone.storage.logs.query.LogCondition.Severity;
import io.spanstone.storage.logs.query.LogCondition.Text;
import io.spanstone.storage.logs.query.LogCondition.Words;
import io.spanstone.storage.logs.query.TextTest.Between;
import io.spanstone.storage.logs.query.TextTest.Bound;
import io.spanstone.storage.logs.query.TextTest.Equal;
import io.spanstone.storage.logs.query.TextTest.Like;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogQueryParserTest {
  private static final LogCondition A = word("a");
  private static final LogCondition B = word("b");
  private static final LogCondition C = word("c");

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n ", "*", " * "})
  void nothingAndAnAsteriskAreEverything(String query) {
    assertThat(parse(query)).isEqualTo(new Everything());
  }

  @Test
  void wordsPhrasesAndPrefixes() {
    assertThat(parse("Timeout")).isEqualTo(word("Timeout"));
    assertThat(parse("time*")).isEqualTo(new Words("time", true));
    assertThat(parse("\"timed out\"")).isEqualTo(word("timed out"));
    assertThat(parse("\"not a prefix*\"")).isEqualTo(word("not a prefix*"));
    assertThat(parse("a\\*b")).isEqualTo(word("a*b"));
    assertThat(parse("订单超时")).isEqualTo(word("订单超时"));
    assertThat(parse("a\u3000b")).isEqualTo(new And(List.of(A, B)));
  }

  @Test
  void juxtapositionIsAndWhichBindsCloserThanOr() {
    LogCondition expected = new Or(List.of(new And(List.of(A, B)), C));

    assertThat(parse("a b OR c")).isEqualTo(expected);
    assertThat(parse("a AND b OR c")).isEqualTo(expected);
    assertThat(parse("(a b) OR (c)")).isEqualTo(expected);
    assertThat(parse("c OR a b")).isEqualTo(new Or(List.of(C, new And(List.of(A, B)))));
    assertThat(parse("a (b OR c)")).isEqualTo(new And(List.of(A, new Or(List.of(B, C)))));
    assertThat(parse("a(b)c")).isEqualTo(new And(List.of(A, B, C)));
  }

  @Test
  void notAndMinusBindClosest() {
    assertThat(parse("NOT a b")).isEqualTo(new And(List.of(new Not(A), B)));
    assertThat(parse("-a b")).isEqualTo(new And(List.of(new Not(A), B)));
    assertThat(parse("NOT(a b)")).isEqualTo(new Not(new And(List.of(A, B))));
    assertThat(parse("a AND NOT -b")).isEqualTo(new And(List.of(A, new Not(new Not(B)))));
    assertThat(parse("a-b")).isEqualTo(word("a-b"));
    assertThat(parse("-severity:error")).isEqualTo(new Not(new Severity(17, 20)));
  }

  @Test
  void onlyCapitalsAreOperators() {
    assertThat(parse("a and b")).isEqualTo(new And(List.of(A, word("and"), B)));
    assertThat(parse("\"AND\"")).isEqualTo(word("AND"));
    assertThat(parse("\\AND")).isEqualTo(word("AND"));
    assertThat(parse("ANDROID ORDER NOTE"))
        .isEqualTo(new And(List.of(word("ANDROID"), word("ORDER"), word("NOTE"))));
  }

  @Test
  void fieldsHaveValues() {
    assertThat(parse("http.route:/api/orders"))
        .isEqualTo(attribute("http.route", new Equal("/api/orders")));
    assertThat(parse("a:b:c")).isEqualTo(attribute("a", new Equal("b:c")));
    assertThat(parse("a:\"b c\"")).isEqualTo(attribute("a", new Equal("b c")));
    assertThat(parse("a:\"\"")).isEqualTo(attribute("a", new Equal("")));
    assertThat(parse("a:-5")).isEqualTo(attribute("a", new Equal("-5")));
    assertThat(parse("a:b*")).isEqualTo(attribute("a", new Like(List.of("b", ""))));
    assertThat(parse("a:*b*c")).isEqualTo(attribute("a", new Like(List.of("", "b", "c"))));
    assertThat(parse("a:*")).isEqualTo(attribute("a", Like.anything()));
    assertThat(parse("a:\\*")).isEqualTo(attribute("a", new Equal("*")));
    assertThat(parse("body:\"x y\"")).isEqualTo(word("x y"));
    assertThat(parse("Service:Cart")).isEqualTo(LogCondition.service("Cart"));
  }

  @Test
  void aNameInQuotesIsAlwaysAnAttributes() {
    assertThat(parse("\"severity\":high")).isEqualTo(attribute("severity", new Equal("high")));
    assertThat(parse("\"my key\":x")).isEqualTo(attribute("my key", new Equal("x")));
    assertThat(parse("my\\ key:x")).isEqualTo(attribute("my key", new Equal("x")));
    assertThat(parse("k\\:1:x")).isEqualTo(attribute("k:1", new Equal("x")));
  }

  @Test
  void timesAndUrlsAreNoFields() {
    assertThat(parse("12:30:45")).isEqualTo(word("12:30:45"));
    assertThat(parse("http://shop/x")).isEqualTo(word("http://shop/x"));
  }

  @Test
  void aFieldCanBeSharedByValuesInParentheses() {
    assertThat(parse("a:(x OR y* -z)"))
        .isEqualTo(
            new Or(
                List.of(
                    attribute("a", new Equal("x")),
                    new And(
                        List.of(
                            attribute("a", new Like(List.of("y", ""))),
                            new Not(attribute("a", new Equal("z"))))))));
    assertThat(parse("severity:(warn OR >=error)"))
        .isEqualTo(new Or(List.of(new Severity(13, 16), new Severity(17, 24))));
  }

  @Test
  void ranges() {
    assertThat(parse("a:>=10")).isEqualTo(between("a", new Bound("10", true), null));
    assertThat(parse("a:>-1.5")).isEqualTo(between("a", new Bound("-1.5", false), null));
    assertThat(parse("a:<=10")).isEqualTo(between("a", null, new Bound("10", true)));
    assertThat(parse("a:<\"x y\"")).isEqualTo(between("a", null, new Bound("x y", false)));
    assertThat(parse("a:[1 TO 2]"))
        .isEqualTo(between("a", new Bound("1", true), new Bound("2", true)));
    assertThat(parse("a:{ 1 to 2 }"))
        .isEqualTo(between("a", new Bound("1", false), new Bound("2", false)));
    assertThat(parse("a:[* TO 2}")).isEqualTo(between("a", null, new Bound("2", false)));
    assertThat(parse("a:[* TO *]")).isEqualTo(attribute("a", Like.anything()));
  }

  @ParameterizedTest
  @CsvSource({
    "error, 17, 20",
    "ERROR2, 18, 18",
    "Warning, 13, 16",
    "unspecified, 0, 0",
    "17, 17, 17",
    "0, 0, 0",
    "*, 1, 24",
    ">=warn, 13, 24",
    ">warn, 17, 24",
    "<=info, 1, 12",
    "<info, 1, 8",
    ">=error2, 18, 24",
    "[debug TO warn], 5, 16",
    "{debug TO warn}, 9, 12",
    "[debug TO *], 5, 24",
  })
  void severities(String value, int from, int to) {
    assertThat(parse("severity:" + value)).isEqualTo(new Severity(from, to));
    assertThat(LogQueryParser.severity(value)).isEqualTo(new Severity(from, to));
  }

  @Test
  void idsAreHexInAnyCase() {
    assertThat(parse("traceId:0AF7651916CD43DD8448EB211C80319C"))
        .isEqualTo(new LogCondition.TraceId("0af7651916cd43dd8448eb211c80319c"));
    assertThat(parse("SPANID:00f067aa0ba902b7"))
        .isEqualTo(new LogCondition.SpanId("00f067aa0ba902b7"));
    assertThat(parse("traceId:*")).isEqualTo(new LogCondition.Present(Field.Kind.TRACE_ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"abc                | 1  | quotation",
        "a \"b\" \"c          | 7  | quotation",
        "(a                   | 1  | not closed",
        "a (b (c)             | 3  | not closed",
        "a)                   | 2  | nothing was opened",
        "()                   | 2  | missing",
        "a OR                 | 5  | missing",
        "OR a                 | 1  | missing",
        "a AND AND b          | 7  | missing",
        "a AND OR b           | 7  | missing",
        "NOT                  | 4  | missing",
        "a:                   | 3  | value must follow",
        "a: b                 | 3  | value must follow",
        "x error: refused     | 9  | value must follow",
        "a:>                  | 4  | value is missing",
        "a:>= b               | 5  | value is missing",
        "a:[1 TO 2            | 3  | not finished",
        "a:[1 2]              | 3  | not finished",
        "a:[1 TO]             | 3  | not finished",
        "a:>b*                | 4  | limit",
        "te*st                | 1  | elsewhere",
        "*st                  | 1  | elsewhere",
        "x body:*st           | 8  | elsewhere",
        "a -- b               | 4  | no letter",
        "x !!!                | 3  | no letter",
        "\"--\"               | 1  | no letter",
        "severity:boss        | 10 | no severity",
        "severity:error5      | 10 | no severity",
        "severity:25          | 10 | no severity",
        "severity:\"\"        | 10 | no severity",
        "severity:>=boss      | 12 | no severity",
        "traceId:abc          | 9  | no id",
        "spanId:00f067aa0ba902b* | 8 | no id",
        "traceId:>5           | 10 | no order",
        "body:[a TO b]        | 7  | no order",
        "a\\                  | 2  | backslash",
      })
  void aFaultIsToldWithItsPlace(String query, int character, String fault) {
    LogQuerySyntaxException e =
        catchThrowableOfType(LogQuerySyntaxException.class, () -> parse(query));

    assertThat(e).as(query).isNotNull();
    assertThat(e).hasMessageContaining(fault).hasMessageStartingWith("character " + character);
    assertThat(e.getMessage()).contains(";"); // and what to write instead
    assertThat(e.position()).isEqualTo(character - 1);
  }

  @Test
  void theSizeIsBounded() {
    String deep = "(".repeat(40) + "a" + ")".repeat(40);
    String minus = "-".repeat(5_000) + "a";
    String wide = "a ".repeat(300);

    for (String query : List.of(deep, minus, wide, "a".repeat(5_000))) {
      assertThat(catchThrowableOfType(LogQuerySyntaxException.class, () -> parse(query)))
          .isNotNull();
    }
  }

  @Test
  void noTextIsMoreThanAFault() {
    Random random = new Random(1);
    String alphabet = "ab:*\"\\()[]{}<>=- 订时TO\u0000";
    for (int i = 0; i < 20_000; i++) {
      String query =
          random
              .ints(random.nextInt(20), 0, alphabet.length())
              .mapToObj(at -> alphabet.substring(at, at + 1))
              .collect(Collectors.joining());
      try {
        assertThat(parse(query)).isNotNull();
      } catch (LogQuerySyntaxException e) {
        assertThat(e.position()).as(query).isBetween(0, query.length());
      }
    }
  }

  private static LogCondition parse(String query) {
    return LogQueryParser.parse(query);
  }

  private static LogCondition word(String text) {
    return new Words(text, false);
  }

  private static LogCondition attribute(String key, TextTest test) {
    return new Text(Field.attribute(key), test);
  }

  private static LogCondition between(String key, Bound lower, Bound upper) {
    return attribute(key, new Between(lower, upper));
  }
}
