package io.spanstone.e2e.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the pages make of log queries and of streams, called in the browser that runs them. */
@ExtendWith({RunningProduct.class, Chromium.class})
class LogModulesTest {
  @Test
  void anyTextIsCutIntoTokensThatMakeItUpAgain(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "log-query/tokens.js",
                """
                ({ tokenize }) => {
                  const pieces = ['(', ')', '"', '[', ']', '{', '}', '-', ':', 'a', 'b', 'AND', 'OR',
                    'NOT', 'TO', ' ', '\\\\', '*', '>', '>=', '备', '\\n', '://'];
                  let seed = 7;
                  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
                  for (let round = 0; round < 2000; round++) {
                    const noise = Array.from({ length: random(20) }, () => pieces[random(pieces.length)]).join("");
                    const again = tokenize(noise).map((t) => t.text).join("");
                    if (again !== noise) return `lost: ${noise}`;
                  }
                  const show = ({ kind, text, field, negated }) =>
                    `${negated ? "!" : ""}${kind}${field && `(${field})`} ${text}`;
                  return tokenize('a -"b c" x.y:(/p* -/q) NOT (d s:>=warn) 12:30 http://h')
                    .filter(({ kind }) => !/space|bracket/.test(kind)).map(show).join(", ");
                }
                """,
                null))
        .isEqualTo(
            "word a, operator -, !string \"b c\", field x.y, operator(x.y) :, value(x.y) /p*,"
                + " operator(x.y) -, !value(x.y) /q, keyword NOT, !word d, !field s,"
                + " !operator(s) :, !operator(s) >=, !value(s) warn, word 12:30, word http://h");
  }

  @Test
  void termsAreAddedReplacedAndTakenAway(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "log-query/terms.js",
                """
                ({ withTerm, withoutTerm, stateOf, attributeTerm, fieldTerm }) => [
                  attributeTerm("http.route", "/a b"), attributeTerm("severity", "x"),
                  attributeTerm('my "k"', "*"), attributeTerm("k", "v".repeat(500)),
                  fieldTerm("service", "shop/cart"),
                  withTerm("", "a:b"), withTerm("x OR y", "a:b"), withTerm("a:b x", "a:b", true),
                  withTerm("-a:b", "a:b"), withTerm("x", "a:b", true),
                  withoutTerm("x AND a:b", "a:b"), withoutTerm("a:b AND x", "a:b"),
                  withoutTerm('y a:"b" x', "a:b"), withoutTerm("(a:b)", "a:b"),
                  stateOf("x -a:b", "a:b"), stateOf("NOT a:b", "a:b"), stateOf("a:b", "a:b"),
                  stateOf('"a":b', "a:b"),
                ]
                """,
                null))
        .isEqualTo(
            Arrays.asList(
                "http.route:\"/a b\"",
                "\"severity\":x",
                "\"my \\\"k\\\"\":\"*\"",
                null,
                "service:shop/cart",
                "a:b",
                "(x OR y) a:b",
                "x -a:b",
                "a:b",
                "x -a:b",
                "x",
                "x",
                "y x",
                "(a:b)",
                "excluded",
                "excluded",
                "included",
                ""));
  }

  @Test
  void theCaretsPlaceSaysWhatMayFollow(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "log-query/context.js",
                """
                ({ contextAt }, texts) => texts.map((text) => {
                  const caret = text.indexOf("^");
                  const context = contextAt(text.replace("^", ""), caret);
                  return context && [context.what, context.typed, context.field, context.first].join("|");
                })
                """,
                List.of(
                    "ti^",
                    "severity:^",
                    "x severity:wa^",
                    "a:\"b c^\"",
                    "a:(x OR y^",
                    "-se^",
                    "body:x^",
                    "x ^",
                    "a:\"b\"^")))
        .isEqualTo(
            Arrays.asList(
                "name|ti||true",
                "value||severity|false",
                "value|wa|severity|false",
                "value|b c|a|false",
                "value|y|a|false",
                "name|se||false",
                null,
                null,
                null));
  }

  @Test
  void whatWasFoundIsMarkedAsTheSearchFindsIt(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "log-query/matches.js",
                """
                ({ matchesOf, piecesOf }, pairs) => pairs.map(([query, text]) =>
                  piecesOf(text, matchesOf(query)).map((p) => (p.found ? `[${p.text}]` : p.text)).join(""))
                """,
                List.of(
                    List.of(
                        "time \"card declined\" pay* -x", "Time: card-declined payment timeout x"),
                    List.of("订单超时", "新订单超时了"),
                    List.of("body:foo service:bar", "foo bar"),
                    List.of("NOT (a b) c", "a b c"),
                    List.of("timed-out", "it timed out"),
                    List.of("", "all"))))
        .isEqualTo(
            List.of(
                "[Time]: [card-declined] [pay]ment timeout x",
                "新[订单超时]了",
                "[foo] bar",
                "a b [c]",
                "it [timed out]",
                "all"));
  }

  @Test
  void eventsAreReadWhereverTheirPiecesEnd(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "core/event-reader.js",
                """
                ({ EventReader }) => {
                  const stream = "retry: 2000\\r\\n\\r\\n: open\\n\\nevent: log\\nid: 1\\ndata: {\\ndata: }\\n\\ndata:x\\n\\nevent: lost\\n\\n";
                  const read = (size) => {
                    const events = [];
                    const reader = new EventReader((name, data) => events.push(`${name}=${data}`));
                    for (let at = 0; at < stream.length; at += size) reader.read(stream.slice(at, at + size));
                    return events.join(";");
                  };
                  return [1, 2, 3, 7, 1000].map(read);
                }
                """,
                null))
        .isEqualTo(Collections.nCopies(5, "log={\n};message=x"));
  }

  @Test
  void aRefreshOfALongListKeepsWhatFollowsTheNewest(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "core/pages.js",
                """
                ({ continued }) => {
                  const list = (ids) => [...ids].map((id) => ({ id }));
                  const old = { logs: list("cba"), cursor: "on", bounds: 1, asked: 1 };
                  const page = (ids) => ({ logs: list(ids), cursor: "new", bounds: 2, asked: 2 });
                  const show = ({ logs, cursor, bounds, asked }) =>
                    `${logs.map(({ id }) => id).join("")} ${cursor} ${bounds} ${asked}`;
                  return ["edc", "edcb", "fe", ""].map((ids) => show(continued(page(ids), old, "logs", "id")));
                }
                """,
                null))
        .isEqualTo(List.of("edcba on 2 1", "edcba on 2 1", "fe new 2 2", " new 2 2"));
  }
}
