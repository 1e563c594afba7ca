package io.spanstone.query.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.query.promql.syntax.PromqlSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1+2*3^4^5 | 1 + 2 * 3 ^ 4 ^ 5",
        "- a ^ 2 | -a ^ 2",
        "-1 | -1",
        "- -1 | 1",
        "+a | a",
        "0x1F | 31",
        "0755 | 493",
        "1_000 | 1000",
        "1e3 | 1000",
        ".5 | 0.5",
        "5. | 5",
        "inF | +Inf",
        "-INF | -Inf",
        "nan | NaN",
        "1h30m | 1h30m",
        "90m | 1h30m",
        "foo[300] | foo[5m]",
        "foo[1d12h] | foo[1d12h]",
        "foo OFFSET 1w | foo offset 1w",
        "foo offset -1m30s | foo offset -1m30s",
        "foo @ 1.5 offset 5ms | foo @ 1.500 offset 5ms",
        "foo offset 5m @ start() | foo @ start() offset 5m",
        "foo[5m] @ end() | foo[5m] @ end()",
        "foo[5m:] | foo[5m:]",
        "rate(foo[5m])[1h:30s] offset 2h | rate(foo[5m])[1h:30s] offset 2h",
        "foo{a='b', c=~\"d.*\",} | foo{a=\"b\", c=~\"d.*\"}",
        "{__name__=\"foo\",a!=\"b\"} | foo{a!=\"b\"}",
        "{\"foo.bar\", 'a.b'!~\"c\"} | {\"foo.bar\", \"a.b\"!~\"c\"}",
        "foo{`a`=`\\n`} | foo{a=\"\\\\n\"}",
        "sum(foo)by(a,'b.c') | sum by (a, \"b.c\") (foo)",
        "SUM without() (foo) | sum without () (foo)",
        "topk(5, foo) by (a) | topk by (a) (5, foo)",
        "count_values('x', foo) | count_values(\"x\", foo)",
        "a and on(x,y) b or c unless ignoring(z) d "
            + "| a and on (x, y) b or c unless ignoring (z) d",
        "a*on(x)group_left(y)b | a * on (x) group_left (y) b",
        "a / ignoring(x) group_right b | a / ignoring (x) group_right () b",
        "a >= bool 1 | a >= bool 1",
        "sum | sum",
        "by + without | by + without",
        "offset offset 5m | offset offset 5m",
        "job:rate:5m | job:rate:5m",
        "foo{on=\"1\",by=\"2\",nan=\"3\"} | foo{on=\"1\", by=\"2\", nan=\"3\"}",
        "(1) | (1)",
        "time() | time()",
        "label_join(a, \"b\", \"\") | label_join(a, \"b\", \"\")",
        "info(a) | info(a)",
        "info(a,{}) | info(a)",
        "info(a, {b=~'.+',},) | info(a, {b=~\".+\"})",
        "info(a, {__name__='target_info', b=''}) | info(a, {b=\"\"})",
        "info(a, {'build_info'}) | info(a, {__name__=\"build_info\"})",
        "info(a, {__name__!='c_info'}) | info(a, {__name__=~\".+_info\", __name__!=\"c_info\"})",
        "start() + end() - step() * range() | start() + end() - step() * range()",
        "1 # comment | 1",
        "\"a\\u00e9\\x41\\101\\t\" | \"a\u00e9AA\\t\"",
      })
  void writesAsOneWould(String query, String formatted) {
    assertThat(Promql.format(query)).isEqualTo(formatted);
    assertThat(Promql.parse(formatted)).isEqualTo(Promql.parse(query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | 1:1: unexpected end of the query in an expression",
        "foo{ | 1:5: unexpected end of the query in the label matchers",
        "foo{a=b} | 1:7: unexpected \"b\" in the label matchers; the value of a label is",
        "foo{a=\"b\" | 1:10: unexpected end of the query",
        "foo{a~\"b\"} | 1:6: unexpected character \"~\"",
        "foo{a=~\"(\"} | 1:8: invalid regular expression (RE2 syntax)",
        "foo{a=~\".*\"} + {b=\"\"} | 1:16: the selector would select every series",
        "{} | 1:1: the selector would select every series",
        "foo{__name__=\"bar\"} | 1:5: the metric name is set twice",
        "foo bar | 1:5: unexpected \"bar\" in the query",
        "foo + | 1:6: unexpected end of the query in an expression",
        "(foo | 1:5: unexpected end of the query in the parentheses; a \")\" belongs here",
        "foo[5m | 1:7: unexpected end of the query in the range; a \"]\" belongs here",
        "foo[5x] | 1:5: bad number or duration \"5x\"; durations are written like 1h30m",
        "foo[0s] | 1:5: the duration in the range must be more than 0",
        "foo[abc] | 1:5: unexpected \"abc\" in the range; write a duration like 5m",
        "(foo)[5m] | 1:6: a range belongs to a selector only; a subquery has a colon",
        "foo offset 1m [5m] | 1:15: the range comes too late; write offset and @ after",
        "rate(foo[5m]) offset 1m | 1:15: \"offset\" must follow a selector or a subquery",
        "foo offset 1m offset 2m | 1:15: \"offset\" is set twice",
        "foo @ 1 @ 2 | 1:9: \"@\" is set twice",
        "foo @ 1e30 | 1:7: \"1e30\" is out of range in the @ modifier",
        "rate(foo) | 1:6: argument 1 of rate must be a range vector, not an instant vector;"
            + " add a range, as in [5m]",
        "sum(foo[5m]) | 1:5: the aggregation sum must be an instant vector, not a range vector",
        "abs(1) | 1:5: argument 1 of abs must be an instant vector, not a scalar; vector()",
        "rate() | 1:1: rate takes 1 argument, not 0; write rate(range vector)",
        "round(a, 1, 2) | 1:1: round takes 1 to 2 arguments, not 3",
        "label_join(a) | 1:1: label_join takes 3 arguments or more, not 1",
        "topk(a) | 1:1: topk takes 2 arguments, not 1; write topk(parameter, vector)",
        "info() | 1:1: info takes 1 to 2 arguments, not 0",
        "info(a, b) | 1:9: unexpected \"b\" in the second argument of info; it is label matchers",
        "info(a, {b=\"\"}, c) | 1:17: unexpected \"c\" in the call of info",
        "histogram_quantiles(a, \"q\") | 1:1: histogram_quantiles takes 3 to 12 arguments, not 2",
        "ratee(foo[5m]) | 1:1: unknown function \"ratee\"; did you mean rate?",
        "holt_winters(foo[5m], 1, 1) | it is called double_exponential_smoothing now",
        "1 > 2 | 1:1: a comparison of scalars needs bool; write > bool",
        "a + bool b | 1:1: bool belongs to comparisons only",
        "1 and a | 1:1: set operator \"and\" needs instant vectors on both sides; vector(1)",
        "1 + on(a) b | 1:1: on, ignoring and group_* need instant vectors on both sides",
        "a and on(x) group_left b | 1:13: unexpected \"group_left\" in a set operation",
        "a * on(x) group_left(x) b | 1:1: label \"x\" is both in on and in group_*",
        "\"a\" + 1 | 1:1: operator \"+\" cannot take a string",
        "-\"a\" | 1:2: a sign cannot stand before a string",
        "foo[5m] + 1 | 1:1: operator \"+\" cannot take a range vector",
        "bool | 1:1: unexpected \"bool\" in an expression; a metric of this name is written",
        "\"abc | 1:1: unterminated string",
        "\"\\q\" | 1:2: unknown escape sequence",
        "sum by (a,,b) (foo) | 1:11: unexpected \",\" in the list of label names",
        "1[5m:] | 1:1: a subquery must be an instant vector, not a scalar",
        "99999999999999999y | 1:1: \"99999999999999999y\" is too large",
      })
  void saysWhatIsWrongAndWhere(String query, String message) {
    assertThatThrownBy(() -> Promql.parse(query))
        .isInstanceOf(PromqlSyntaxException.class)
        .hasMessageContaining(message);
  }

  @Test
  void countsLines() {
    assertThatThrownBy(() -> Promql.parse("sum(\n  rate(foo)\n)"))
        .isInstanceOfSatisfying(
            PromqlSyntaxException.class,
            fault -> {
              assertThat(fault.line()).isEqualTo(2);
              assertThat(fault.column()).isEqualTo(8);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "sum(", "a+(", "a^"})
  void refusesWhatIsNestedTooDeeply(String piece) {
    assertThatThrownBy(() -> Promql.parse(piece.repeat(100_000) + "a"))
        .isInstanceOf(PromqlSyntaxException.class)
        .hasMessageContaining("too");
  }

  @Test
  void refusesTooManyOperators() {
    assertThatThrownBy(() -> Promql.parse("a" + "+a".repeat(100_000)))
        .isInstanceOf(PromqlSyntaxException.class)
        .hasMessageContaining("too many operators");
  }

  @Test
  void breaksLongLines() {
    String query =
        "sum by (job, instance) (rate(requests_total{code=~\"5..\"}[5m])) / on (job, instance)"
            + " sum by (job, instance) (rate(requests_total[5m]))";

    String formatted = Promql.format(query);

    assertThat(formatted)
        .isEqualTo(
            """
            sum by (job, instance) (rate(requests_total{code=~"5.."}[5m]))
            / on (job, instance)
            sum by (job, instance) (rate(requests_total[5m]))""");
    assertThat(Promql.parse(formatted)).isEqualTo(Promql.parse(query));
  }
}
