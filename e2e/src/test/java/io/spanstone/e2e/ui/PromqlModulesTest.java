package io.spanstone.e2e.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the explorer makes of a PromQL text while it is typed. */
@ExtendWith({RunningProduct.class, Chromium.class})
class PromqlModulesTest {
  @Test
  void anyTextIsCutIntoTokensThatMakeItUpAgain(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "explore/tokens.js",
                """
                ({ tokenize }) => {
                  const text = 'sum by (job) (rate(x_total{a="b\\\\"c", d=~\\'e\\'}[5m])) / 1.5e3 # ok';
                  const pieces = ['{', '}', '(', ')', '[', ']', '"', "'", 'a', '5m', ' ', ',', '=~', '#',
                    'sum', 'by', '\\n', '备', '\\\\', ':', '`'];
                  let seed = 7;
                  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
                  for (let round = 0; round < 2000; round++) {
                    const noise = Array.from({ length: random(20) }, () => pieces[random(pieces.length)]).join("");
                    const again = tokenize(noise).map((t) => t.text).join("");
                    if (again !== noise) return `lost: ${noise}`;
                  }
                  return tokenize(text).filter((t) => t.kind !== "space" && t.kind !== "bracket")
                    .map((t) => `${t.kind}:${t.text}`).join(" ");
                }
                """,
                null))
        .isEqualTo(
            "aggregator:sum keyword:by label:job function:rate metric:x_total label:a operator:="
                + " string:\"b\\\"c\" operator:, label:d operator:=~ string:'e' number:5m"
                + " operator:/ number:1.5e3 comment:# ok");
  }

  @Test
  void theCaretsPlaceSaysWhatMayFollow(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "explore/context.js",
                """
                ({ contextAt }, texts) => texts.map((text) => {
                  const caret = text.indexOf("^");
                  const context = contextAt(text.replace("^", ""), caret);
                  return context && [context.what, context.typed, context.match, context.label].join("|");
                })
                """,
                List.of(
                    "ra^",
                    "rate(jvm_^",
                    "up{^",
                    "up{jo^}",
                    "up{job=\"or^\"}",
                    "up{job=\"a\", inst^",
                    "up{job=\"a\",instance=~\"^\"}",
                    "sum by (^",
                    "sum by (jo^) (up)",
                    "rate(up[^",
                    "rate(up[5^])",
                    "up{job=^",
                    "up{job=\"a\"^}",
                    "up ^",
                    "# ra^")))
        .isEqualTo(
            Arrays.asList(
                "name|ra||",
                "name|jvm_||",
                "label||up|",
                "label|jo|up|",
                "value|or|up|job",
                "label|inst|up{job=\"a\"}|",
                "value||up{job=\"a\"}|instance",
                "label|||",
                "label|jo|up|",
                "range|||",
                "range|5||",
                null,
                null,
                null,
                null));
  }

  @Test
  void whatIsChosenIsPutInWithWhatBelongsToIt(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "explore/candidates.js",
                """
                async ({ insertionOf }) => {
                  const { choose } = await import("/assets/app/editor/choose.js");
                  return [
                  insertionOf({ text: "rate", kind: "function" }, {}, "").join("|"),
                  insertionOf({ text: "rate", kind: "function" }, {}, "(x)").join("|"),
                  insertionOf({ text: "job", kind: "label" }, { grouping: false }, "}").join("|"),
                  insertionOf({ text: "job", kind: "label" }, { grouping: true }, ")").join("|"),
                  insertionOf({ text: 'a"b', kind: "value" }, {}, "").join("|"),
                  insertionOf({ text: "a", kind: "value" }, {}, '"}').join("|"),
                  insertionOf({ text: "5m", kind: "number" }, {}, "").join("|"),
                  choose(["at_rate", "irate", "rate", "sum"].map((text) => ({ text })), { typed: "rat" })
                    .map(({ text }) => text).join(),
                  choose([{ text: "rate" }], { typed: "rate" }).length,
                  ];
                }
                """,
                null))
        .isEqualTo(
            List.of(
                "rate(|)",
                "rate",
                "job=\"|\"",
                "job",
                "a\\\"b\"",
                "a",
                "5m]",
                "rate,at_rate,irate",
                0));
  }

  @Test
  void aQuerysWordsTellItsUnit(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "explore/unit.js",
                """
                ({ unitOfQuery }, queries) => queries.map((query) => unitOfQuery(query, []).key)
                """,
                List.of(
                    "jvm_memory_used_bytes",
                    "sum(rate(x_total[5m]))",
                    "rate(io_bytes_total[5m])",
                    "rate(cpu_time_seconds_total[5m])",
                    "histogram_quantile(0.9, sum by (le) (rate(d_seconds_bucket[5m])))",
                    "histogram_count(rate(span_duration_seconds[5m]))",
                    "sum(rate(a_total[5m])) / sum(rate(b_total[5m]))",
                    "count(jvm_memory_used_bytes)",
                    "jvm_memory_used_bytes * 8",
                    "1 + 1")))
        .isEqualTo(
            List.of(
                "bytes",
                "perSecond",
                "bytesPerSecond",
                "ratio",
                "seconds",
                "perSecond",
                "ratio",
                "none",
                "none",
                "none"));
  }

  @Test
  void theFaultIsFoundInTheText(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "explore/fault.js",
                """
                ({ faultOf }) => {
                  const show = (detail, query) => {
                    const fault = faultOf({ detail }, query);
                    return fault && `${query.slice(fault.from, fault.to)}|${fault.message}|${fault.hint}`;
                  };
                  return [
                    show("1:6: no range; add [5m]", "rate(up)"),
                    show("2:3: what", "1 +\\n  up"),
                    show("1:9: unexpected end", "sum(up) "),
                    show("too many series", "up"),
                    show("9:1: elsewhere", "up"),
                  ];
                }
                """,
                null))
        .isEqualTo(
            Arrays.asList("up|no range|add [5m]", "up|what|", "|unexpected end|", null, null));
  }

  @Test
  void seriesAreNamedByWhatTellsThemApart(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "explore/series-label.js",
                """
                ({ labelsOf }) => [
                  labelsOf([{ __name__: "up", job: "a", pod: "1" }, { __name__: "up", job: "a", pod: "2" }], "up", ""),
                  labelsOf([{ job: "a", pod: "1" }, { job: "b", pod: "2" }], "x", "B"),
                  labelsOf([{}], "1 + 1", ""),
                  labelsOf([{ __name__: "up", job: "a" }], "up", ""),
                ].map((labels) => labels.join(" / "))
                """,
                null))
        .isEqualTo(List.of("1 / 2", "B · job=a, pod=1 / B · job=b, pod=2", "1 + 1", "job=a"));
  }
}
