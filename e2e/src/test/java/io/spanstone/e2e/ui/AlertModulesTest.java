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
}
