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

/** Modules of the pages of alerts, called as they are in the browser that loads them. */
@ExtendWith({RunningProduct.class, Chromium.class})
class AlertModulesTest {
  @Test
  void aConditionIsSplitWhereItComparesWithANumber(Product product, Tab tab) {
    Map<String, List<Object>> expected = new LinkedHashMap<>();
    expected.put("a / b > 0.05", List.of("a / b", 0.05));
    expected.put("sum(x{y=\">\"} > 1) >= -2", List.of("sum(x{y=\">\"} > 1)", -2));
    expected.put("rate(x[5m]) < 1e3", List.of("rate(x[5m])", 1000));
    expected.put("a > b", Arrays.asList("a > b", null));
    expected.put("a > 1 unless b > 2", Arrays.asList("a > 1 unless b > 2", null));
    expected.put("a > 1 > 2", Arrays.asList("a > 1 > 2", null));
    expected.put("a > bool 1", Arrays.asList("a > bool 1", null));
    expected.put("> 1", Arrays.asList("> 1", null));
    expected.put("", Arrays.asList("", null));

    assertThat(
            tab.call(
                product,
                "alert-rules/threshold.js",
                "(m, xs) => xs.map(m.splitCondition).map((x) => [x.expr, x.threshold])",
                List.copyOf(expected.keySet())))
        .isEqualTo(List.copyOf(expected.values()));
  }

  @Test
  void stretchesOfFiringAreJoinedFromWhatAHistoryTells(Product product, Tab tab) {
    String entries =
        """
        (m) => {
          const of = (id, kind, firedAt, resolvedAt = null, severity = "info") =>
            ({ id, kind, name: id, severity, labels: {}, firedAt, resolvedAt });
          const lanes = m.lanesOf(
            [
              of("a", "firing", 50),
              of("b", "firing", 40, null, "critical"),
              of("a", "resolved", 10, 20),
              of("a", "firing", 10),
              of("c", "pending", null),
              of("d", "resolved", 1, 3),
            ],
            { start: 5, end: 60 });
          return lanes.map(({ id, stretches }) =>
            [id, ...stretches.map(({ start, end }) => `${start}-${end}`)].join(" "));
        }
        """;

    assertThat(tab.call(product, "alerts/lives.js", entries, null))
        .isEqualTo(List.of("b 40-null", "a 10-20 50-null"));
  }

  @Test
  void theLevelsOfARuleAreThoseThatTheFormHas(Product product, Tab tab) {
    String levels =
        """
        (m) => m.draftOf({
          newPattern: { service: "", severities: ["ERROR", "WARN"], window: "5m" },
          logQuery: "", record: "", name: "a", expr: "", labels: {}, annotations: {},
        }).severities
        """;

    assertThat(tab.call(product, "alert-rules/draft.js", levels, null))
        .isEqualTo(List.of("error", "warn"));
  }

  @Test
  void whatFiresSinceBeforeAndWhatEndsLaterIsMarkedToo(Product product, Tab tab) {
    String firings =
        """
        (m) => {
          const of = (id, kind, firedAt, resolvedAt = null) => ({
            id, kind, state: kind, name: id, severity: "", labels: {}, firedAt, resolvedAt,
            at: resolvedAt ?? firedAt, annotations: { summary: `${id} at ${firedAt}` },
            links: { chart: "" } });
          return m.firingsOf(
            [of("late", "resolved", 1, 99), of("in", "resolved", 20, 30), of("in", "firing", 20)],
            [of("old", "firing", 2), of("p", "pending", null)],
            { start: 10, end: 60 }).map((f) => `${f.id} ${f.start}-${f.end} ${f.summary}`);
        }
        """;

    assertThat(tab.call(product, "alert-marks/firings.js", firings, null))
        .isEqualTo(List.of("late 1-99 late at 1", "old 2-null old at 2", "in 20-30 in at 20"));
  }

  @Test
  void marksThatWouldLieOnOneAnotherAreOne(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "alert-marks/clusters.js",
                "(m, starts) => m.clustersOf(starts.map((start) => ({ start })), (x) => x, 10)"
                    + ".map(({ at, firings }) => [at, firings.length])",
                List.of(-50, 3, 12, 20, 21)))
        .isEqualTo(List.of(List.of(0, 2), List.of(12, 3)));
  }

  @Test
  void anAlertIsAboutASeriesOfItsServiceOrAboutTheQueryOfItsRule(Product product, Tab tab) {
    String about =
        """
        (m) => {
          const drawn = (metric, expr = "x") => ({ expr, series: [{ metric }] });
          const alert = (labels, chart = "") => ({ labels, chart });
          const shop = alert({ alertname: "A", service_name: "cart", service_namespace: "shop" });
          return [
            m.isAbout(shop, drawn({ service_name: "cart", service_namespace: "shop" })),
            m.isAbout(shop, drawn({ job: "shop/cart" })),
            m.isAbout(shop, drawn({ service_name: "cart" })),
            m.isAbout(shop, drawn({ service_name: "stock" })),
            m.isAbout(shop, drawn({})),
            m.isAbout(alert({ job: "cart", pool: "db" }), drawn({ job: "cart", pool: "db" })),
            m.isAbout(alert({ job: "cart", pool: "db" }), drawn({ job: "cart", pool: "http" })),
            m.isAbout(alert({}, "/explore?expr=sum(x)+%3E+5&start=1"), drawn({}, "sum( x )")),
            m.isAbout(alert({}, "/explore?expr=sum(x)+%3E+5"), drawn({}, "sum(y)")),
          ].map(Number).join("");
        }
        """;

    assertThat(tab.call(product, "alert-marks/about.js", about, null)).isEqualTo("111001010");
  }
}
