package io.spanstone.e2e.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The modules of charts and queries, called as they are in the browser that loads them. */
@ExtendWith({RunningProduct.class, Chromium.class})
class MetricModulesTest {
  @Test
  void valuesReadByTheirUnits(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "core/quantity.js",
                """
                ({ UNITS, unitOfMetric, perSecond }) => [
                  UNITS.seconds.format(0.25), UNITS.seconds.format(0), UNITS.bytes.format(67108864),
                  UNITS.ratio.format(0.125), UNITS.perSecond.format(-3), UNITS.none.format(12345),
                  UNITS.none.format(0.0000123), UNITS.none.format(NaN), UNITS.none.format(Infinity),
                  unitOfMetric("jvm_memory_used_bytes").key,
                  unitOfMetric("jvm_cpu_recent_utilization_ratio").key,
                  unitOfMetric("http_request_duration_seconds_sum").key,
                  unitOfMetric("http_request_duration_seconds_count").key,
                  unitOfMetric("queue_length", "bytes").key,
                  perSecond(unitOfMetric("network_io_bytes_total")).key,
                ]
                """,
                null))
        .isEqualTo(
            List.of(
                "250 ms",
                "0",
                "64 MiB",
                "12.5 %",
                "−3/s",
                "12.3K",
                "1.2e-5",
                "NaN",
                "∞",
                "bytes",
                "ratio",
                "seconds",
                "none",
                "bytes",
                "bytesPerSecond"));
  }

  @Test
  void axesHaveRoundMarksOfTheirUnit(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "charts/value-axis.js",
                """
                async ({ valueAxis, extentOf }) => {
                  const { UNITS } = await import("/assets/app/core/quantity.js");
                  const marks = (low, high, unit) =>
                    valueAxis({ low, high }, UNITS[unit], 4).ticks.map(UNITS[unit].format).join(" ");
                  const line = (...values) => ({ values });
                  const reach = (stacked, ...series) => {
                    const { low, high } = extentOf(series, stacked);
                    return `${low} ${high}`;
                  };
                  return [
                    marks(0, 0.31, "seconds"), marks(0, 400e6, "bytes"), marks(0, 0, "perSecond"),
                    marks(0, 500, "seconds"), marks(-3, 3, "none"), marks(990, 1000, "none"),
                    marks(0.23801, 0.2381, "seconds"),
                    reach(true, line(1, null, 3), line(2, 5, null)),
                    reach(false, line(1, null, 3), line(2, NaN, null)),
                    reach(false),
                  ];
                }
                """,
                null))
        .isEqualTo(
            List.of(
                "0 100 ms 200 ms 300 ms 400 ms",
                "0 B 128 MiB 256 MiB 384 MiB",
                "0/s 0.25/s 0.5/s 0.75/s 1/s",
                "0 5 m 00 s 10 m 00 s",
                "−4 −2 0 2 4",
                "985 990 995 1,000",
                "0 100 ms 200 ms 300 ms",
                "0 5",
                "1 3",
                "0 0"));
  }

  @Test
  void coloursStayWithTheirSeriesAndDiffer(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "charts/colors.js",
                """
                ({ assignStrokes }) => {
                  const keys = Array.from({ length: 50 }, (_, i) => `series ${i}`);
                  const look = (strokes) => [...strokes.values()].map((s) => JSON.stringify(s));
                  const all = assignStrokes(keys);
                  const eight = assignStrokes(keys.slice(0, 8));
                  const again = assignStrokes([...keys].reverse());
                  return [
                    new Set(look(all).slice(0, 32)).size,
                    new Set([...eight.values()].map((s) => s.color)).size,
                    keys.every((key) => JSON.stringify(all.get(key)) === JSON.stringify(again.get(key))),
                    JSON.stringify(assignStrokes(["x"]).get("x")) ===
                      JSON.stringify(assignStrokes(["x", "x"]).get("x")),
                  ];
                }
                """,
                null))
        .isEqualTo(List.of(32, 8, true, true));
  }

  @Test
  void rangesAreCutIntoStepsThatDoNotTremble(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "charts/matrix.js",
                """
                async ({ queryGrid, columnsOf }) => {
                  const { stepFor, stepText, nearestIndex } = await import("/assets/app/charts/step.js");
                  const hour = (from) => ({ start: from, end: from + 3600e3 });
                  const one = queryGrid(hour(1_000_007), 120, 3_000_000);
                  const later = queryGrid(hour(1_008_000), 120, 3_008_000);
                  const columns = columnsOf(
                    [
                      { metric: {}, values: [{ time: one.times[1], value: 7 },
                        { time: one.times[2], value: NaN }], histograms: [] },
                      { metric: {}, values: [], histograms: [
                        { time: one.times[0], value: { count: 3, sum: 1 } }] },
                    ],
                    one,
                  );
                  return [
                    one.step, one.times[0], one.times.at(-1), later.times[0] - one.times[0],
                    columns[0].values.slice(0, 4), columns[1].values[0], columns[1].histogram,
                    [900e3, 3600e3, 21600e3, 604800e3].map((length) =>
                      stepText(stepFor({ start: 0, end: length }, 120))).join(" "),
                    [4, 5, 16, 99].map((time) => nearestIndex([0, 10, 20], time)).join(" "),
                  ];
                }
                """,
                null))
        .isEqualTo(
            Arrays.asList(
                30_000,
                990_000,
                2_970_000 + 30_000,
                0,
                Arrays.asList(null, 7, null, null),
                3,
                true,
                "10s 30s 3m 2h",
                "0 0 2 2"));
  }

  @Test
  void aBucketThatIsNotOverCountsForTheTimeItHasHad(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "service/red-model.js",
                """
                ({ readRed, seriesOf }) => {
                  const point = (time, calls, errors) => ({ time, calls, errors, p50Nanos: calls ? 5e6 : null });
                  const answer = { stepSeconds: 60, series: [{ labels: {}, points: [
                    point(0, 60, 6), point(60000, 0, 0), point(120000, 30, 0), point(180000, 1, 0)] }] };
                  const red = readRed(answer, { start: 0, end: 240000 }, "", 156000 + 6000);
                  const { rate, errors, latency } = seriesOf(red, "", "p95", {});
                  return [red.times, rate[0].values.map((v) => Math.round(v * 100) / 100),
                    errors[0].values, latency[0].values];
                }
                """,
                null))
        .isEqualTo(
            List.of(
                List.of(0, 60_000, 120_000),
                List.of(1, 0, 0.83),
                Arrays.asList(0.1, null, 0),
                Arrays.asList(0.005, null, 0.005)));
  }

  @Test
  void exemplarsAreThinnedToTheSlowestOfEachStretch(Product product, Tab tab) {
    assertThat(
            tab.call(
                product,
                "service/exemplars.js",
                """
                ({ thinOut }) => {
                  const one = (time, seconds, failed) => ({ time, seconds, failed });
                  const kept = thinOut([one(5, 1, false), one(6, 3, false), one(7, 2, true),
                    one(55, 9, false), one(200, 99, false)], { start: 0, end: 100 }, 10);
                  return kept.map(({ time }) => time);
                }
                """,
                null))
        .isEqualTo(List.of(6, 7, 55));
  }
}
