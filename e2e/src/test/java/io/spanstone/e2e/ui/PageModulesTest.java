package io.spanstone.e2e.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages' own modules, called as they are in the browser that loads them. */
@ExtendWith({RunningProduct.class, Chromium.class})
class PageModulesTest {
  @Test
  void durationsAreReadableAtEveryScale(Product product, Tab tab) {
    Map<Object, String> expected = new LinkedHashMap<>();
    expected.put(0, "0 ns");
    expected.put(850, "850 ns");
    expected.put(999.6, "1 µs");
    expected.put(12_345, "12.3 µs");
    expected.put(999_600, "1 ms");
    expected.put(1_250_000, "1.25 ms");
    expected.put(99_960_000, "100 ms");
    expected.put(59_900_000_000L, "59.9 s");
    expected.put(60_000_000_000L, "1 m 00 s");
    expected.put(125_000_000_000L, "2 m 05 s");
    expected.put(5_400_000_000_000L, "1 h 30 m");
    expected.put(183_600_000_000_000L, "2 d 03 h");
    expected.put(-3_000_000, "−3 ms");

    assertThat(
            tab.call(
                product,
                "core/units.js",
                "(m, xs) => xs.map(m.formatNanos)",
                expected.keySet().stream().map(x -> (Object) ((Number) x).doubleValue()).toList()))
        .isEqualTo(List.copyOf(expected.values()));
  }

  @Test
  void sharesRatesAndSizesKeepTheirMeaningWhenRounded(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "core/units.js",
                "(m, x) => [m.formatShare(0), m.formatShare(0.00001), m.formatShare(0.0151),"
                    + " m.formatShare(1), m.formatShare(394.88), m.formatRate(0), m.formatRate(0.001),"
                    + " m.formatRate(3.214), m.formatRate(1240.4), m.formatBytes(1023),"
                    + " m.formatBytes(1536), m.formatBytes(52.3 * 2 ** 30)]",
                null))
        .isEqualTo(
            List.of(
                "0 %",
                "<0.01 %",
                "1.51 %",
                "100 %",
                "39.5K %",
                "0/s",
                "<0.01/s",
                "3.21/s",
                "1,240/s",
                "1023 B",
                "1.5 KiB",
                "52.3 GiB"));
  }

  @Test
  void markupBecomesElementsAndMistakesAreNamed(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "core/html.js",
                """
                ({ html }) => {
                  const one = html`<a href="/x/${1}" ...${{ b: 2 }} c>
                    hello ${"you"},
                    friend
                  </a>`;
                  const many = html`<i /><${"b"} k=${null}>x<//>`;
                  const fault = (f) => { try { f(); return ""; } catch (e) { return e.message.split(" near")[0]; } };
                  return [
                    one.type, JSON.stringify(one.props), many.map((e) => e.type).join(),
                    fault(() => html`<p><i></p>`), fault(() => html`<p`), fault(() => html`<p>`),
                  ];
                }
                """,
                null))
        .isEqualTo(
            List.of(
                "a",
                "{\"href\":\"/x/1\",\"b\":2,\"c\":true,\"children\":"
                    + "[\"hello \",\"you\",\", friend\"]}",
                "i,b",
                "</p> closes <i>",
                "a name expected",
                "<p> is not closed"));
  }

  @Test
  void aRefreshThatSomebodyWantsIsMadeAfterTheRequestUnderWay(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "core/resource.js",
                """
                async ({ useResource }) => {
                  const { h, render } = await import("preact");
                  const { useEffect } = await import("preact/hooks");
                  const refresh = await import("/assets/app/core/refresh.js");
                  Object.defineProperty(document, "hidden", { value: true }); // the page's own clock rests
                  const asked = [];
                  let ticked = null;
                  const Shown = () => {
                    const tick = refresh.useRefreshTick();
                    const { data } = useResource("key", () => new Promise((say) => asked.push(say)));
                    useEffect(() => { ticked = tick; });
                    return h("p", null, data);
                  };
                  const root = document.createElement("div");
                  const until = async (holds) => {
                    for (let i = 0; !holds() && i < 500; i++) await new Promise((on) => setTimeout(on, 10));
                    return holds();
                  };
                  render(h(Shown), root);
                  const seen = [await until(() => asked.length === 1)];
                  const before = ticked;
                  refresh.refreshByClock();
                  seen.push(await until(() => ticked !== before));
                  asked[0]("first");
                  seen.push(await until(() => root.textContent === "first"), asked.length);
                  refresh.refreshByClock();
                  seen.push(await until(() => asked.length === 2));
                  refresh.refreshNow();
                  seen.push(await until(() => ticked.wanted > before.wanted));
                  refresh.refreshByClock();
                  asked[1]("second");
                  seen.push(await until(() => asked.length === 3));
                  asked[2]("third");
                  seen.push(await until(() => root.textContent === "third"), asked.length);
                  render(null, root);
                  return seen;
                }
                """,
                null))
        .isEqualTo(List.of(true, true, true, 1, true, true, true, true, 3));
  }

  @Test
  void aTraceBecomesATreeWhateverItsParentsAre(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "waterfall/model.js",
                """
                ({ buildTrace, visibleNodes, selfTime }) => {
                  const span = (spanId, parentSpanId, start, durationNanos) => ({
                    spanId, parentSpanId, service: "s", status: spanId === "e" ? "error" : "unset",
                    startTimeUnixNano: 1700000000000000000n + BigInt(start), durationNanos,
                  });
                  const trace = buildTrace([
                    span("c", "r", 50, 20), span("b", "r", 10, 60), span("e", "b", 5, 5),
                    span("r", "", 0, 100), span("o", "gone", 30, 10),
                    span("x", "y", 70, 9), span("y", "x", 71, 9), span("z", "z", 80, 1),
                  ]);
                  const of = (f) => trace.nodes.map(f).join(" ");
                  return [
                    of((n) => n.span.spanId), of((n) => n.depth), of((n) => n.size),
                    of((n) => n.skew), of((n) => Number(n.orphan)), of((n) => n.errors),
                    `${trace.duration} ${trace.errors} ${trace.orphans} ${trace.skewed}`,
                    visibleNodes(trace.nodes, new Set([1])).map((n) => n.span.spanId).join(" "),
                    of(selfTime),
                  ];
                }
                """,
                null))
        .isEqualTo(
            List.of(
                "r b e c o z x y",
                "0 1 2 1 0 0 0 1",
                "4 2 1 1 1 1 2 1",
                "0 0 5 0 0 0 0 0",
                "0 0 0 0 1 1 1 0",
                "1 1 1 0 0 0 0 0",
                "100 1 3 1",
                "r b c o z x y",
                "40 60 5 20 10 1 1 9"));
  }

  @Test
  void aClientAndAServerMayShareOneId(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "waterfall/model.js",
                """
                ({ buildTrace }) => {
                  const span = (service, kind, spanId, parentSpanId) => ({
                    service, kind, spanId, parentSpanId, status: "unset",
                    startTimeUnixNano: 1n, durationNanos: 9,
                  });
                  const { nodes } = buildTrace([
                    span("c", "server", "2", "1"), span("a", "server", "1", ""),
                    span("a", "client", "2", "1"), span("c", "internal", "3", "2"),
                  ]);
                  return nodes.map((n) => `${n.depth} ${n.span.service} ${n.span.kind}`);
                }
                """,
                null))
        .isEqualTo(List.of("0 a server", "1 a client", "2 c server", "3 c internal"));
  }

  @Test
  void theCriticalPathCoversTheRootExactlyOnce(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "waterfall/critical-path.js",
                """
                async ({ criticalPath }) => {
                  const { buildTrace } = await import("/assets/app/waterfall/model.js");
                  let seed = 1;
                  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
                  for (let round = 0; round < 300; round++) {
                    const spans = [{ spanId: "0", parentSpanId: "", service: "s", status: "unset",
                      startTimeUnixNano: 1000n, durationNanos: 100 }];
                    for (let i = 1; i < 1 + random(40); i++) {
                      spans.push({ spanId: `${i}`, parentSpanId: `${random(i)}`, service: "s",
                        status: "unset", startTimeUnixNano: BigInt(990 + random(120)),
                        durationNanos: random(60) });
                    }
                    const { root } = buildTrace(spans);
                    const stretches = [...criticalPath(root).values()].flat().sort((a, b) => a[0] - b[0]);
                    let at = root.start;
                    for (const [from, to] of stretches) {
                      if (from !== at || to <= from) return `round ${round}: ${JSON.stringify(stretches)}`;
                      at = to;
                    }
                    if (at !== root.end) return `round ${round} ends at ${at}`;
                  }
                  return "covered";
                }
                """,
                null))
        .isEqualTo("covered");
  }

  @Test
  void aDeepTraceNeedsNoDeepStack(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "waterfall/model.js",
                """
                async ({ buildTrace }) => {
                  const { criticalPath } = await import("/assets/app/waterfall/critical-path.js");
                  const spans = Array.from({ length: 50000 }, (_, i) => ({
                    spanId: `${i}`, parentSpanId: i === 0 ? "" : `${i - 1}`, service: "s",
                    status: "unset", startTimeUnixNano: BigInt(i), durationNanos: 100000 - 2 * i,
                  }));
                  const trace = buildTrace(spans);
                  return [trace.nodes.at(-1).depth, criticalPath(trace.root).size];
                }
                """,
                null))
        .isEqualTo(List.of(49_999, 50_000));
  }

  @Test
  void theAxisHasRoundMarksOfOneUnit(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "waterfall/ticks.js",
                "({ axisTicks }) => [[0, 420e6, 5], [120e6, 120.004e6, 4], [0, 7, 3]]"
                    + ".map((a) => axisTicks(...a).map((t) => t.label).join(' | '))",
                null))
        .isEqualTo(
            List.of(
                "0 ms | 100 ms | 200 ms | 300 ms | 400 ms",
                "120.000 ms | 120.001 ms | 120.002 ms | 120.003 ms | 120.004 ms",
                "0 ns | 5 ns"));
  }

  @Test
  void attributesAreReadAsTheApiWritesThem(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "search/filters.js",
                "({ readPair, attributePair, readTraceId }) => [readPair('a.b = c=d'),"
                    + " readPair('a:b:c'), readPair('a'), attributePair('k:1\\\\', 'v:2'),"
                    + " readPair(attributePair('k:1', 'v:2')), readTraceId('AB'.repeat(16)),"
                    + " readTraceId('ab')]",
                null))
        .isEqualTo(
            Arrays.asList(
                "a.b:c=d", "a:b:c", null, "k\\:1\\\\:v:2", "k\\:1:v:2", "ab".repeat(16), null));
  }
}
