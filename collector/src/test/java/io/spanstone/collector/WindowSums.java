package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.storage.metrics.MetricStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What PromQL adds up in the windows of random queries: two stores have to agree. */
final class WindowSums {
  private static final long MINUTE = 60_000;
  private static final String[] METRICS = {
    "span_duration_seconds", "edge_duration_seconds", "edge_queue_duration_seconds"
  };
  private static final String[] FUNCTIONS = {
    "increase", "rate", "delta", "sum_over_time", "present_over_time", "absent_over_time"
  };

  private final MetricStore store;
  private final MetricStore oracle;
  private final SelectLimits limits;
  private long samples;
  private long samplesOfOracle;

  WindowSums(MetricStore store, MetricStore oracle, SelectLimits limits) {
    this.store = store;
    this.oracle = oracle;
    this.limits = limits;
  }

  /** Asks both so many queries, for times about a moment. */
  void compare(Random random, long aboutMillis, int queries) throws IOException {
    for (int i = 0; i < queries; i++) {
      compare(random, aboutMillis);
    }
  }

  private void compare(Random random, long aboutMillis) throws IOException {
    long[] units = {1_000, 10_000, MINUTE, 10 * MINUTE, 60 * MINUTE};
    long unit = units[random.nextInt(units.length)];
    boolean once = random.nextBoolean();
    long start = aboutMillis + (random.nextInt(300) - 100) * MINUTE + random.nextInt(60_000);
    long range = random.nextInt(1, 300) * MINUTE / unit * unit + unit;
    long step = once ? 0 : Math.max(unit, random.nextInt(1, 90) * MINUTE / unit * unit);
    SelectHints hints =
        new SelectHints(
            start / unit * unit,
            start / unit * unit + step * random.nextInt(1, 8),
            step,
            range,
            FUNCTIONS[random.nextInt(FUNCTIONS.length)],
            limits);
    List<LabelMatcher> matchers = new ArrayList<>();
    matchers.add(equal(Labels.METRIC_NAME, METRICS[random.nextInt(METRICS.length)]));
    if (random.nextInt(3) == 0) {
      matchers.add(equal("service_name", "cart"));
    }
    compare(matchers, hints);
  }

  /** How many samples the store gave. */
  long samples() {
    return samples;
  }

  long samplesOfOracle() {
    return samplesOfOracle;
  }

  private void compare(List<LabelMatcher> matchers, SelectHints hints) throws IOException {
    long from = hints.startMillis() - hints.rangeMillis();
    List<Series> found = store.select(matchers, from, hints.endMillis(), hints);
    List<Series> expected = oracle.select(matchers, from, hints.endMillis(), hints);
    samples += found.stream().mapToLong(Series::size).sum();
    samplesOfOracle += expected.stream().mapToLong(Series::size).sum();
    for (long end = hints.startMillis(); end <= hints.endMillis(); end += hints.stepMillis()) {
      Map<Labels, NativeHistogram> sums = sums(found, end - hints.rangeMillis(), end);
      Map<Labels, NativeHistogram> expectedSums = sums(expected, end - hints.rangeMillis(), end);
      assertThat(sums.keySet()).as("%s until %s", hints, end).isEqualTo(expectedSums.keySet());
      sums.forEach((labels, sum) -> assertEqual(sum, expectedSums.get(labels), hints));
      if (hints.stepMillis() == 0) {
        return;
      }
    }
  }

  /** Counts are exact; sums of seconds are rounded in another order. */
  private static void assertEqual(
      NativeHistogram sum, NativeHistogram expected, SelectHints hints) {
    assertThat(sum.sum()).isCloseTo(expected.sum(), within(1e-12 * Math.abs(expected.sum())));
    assertThat(withoutSum(sum)).as(hints.toString()).isEqualTo(withoutSum(expected));
  }

  private static Map<Labels, NativeHistogram> sums(List<Series> series, long from, long to) {
    Map<Labels, NativeHistogram> sums = new TreeMap<>();
    for (Series each : series) {
      Series window = each.between(from, to);
      for (int i = 0; i < window.size(); i++) {
        assertThat(window.delta()).isTrue();
        sums.merge(each.labels(), window.histogram(i), NativeHistogram::plus);
      }
    }
    return sums;
  }

  private static NativeHistogram withoutSum(NativeHistogram of) {
    return new NativeHistogram(
        of.schema(),
        of.zeroThreshold(),
        of.zeroCount(),
        of.count(),
        0,
        of.positive(),
        of.negative());
  }

  private static LabelMatcher equal(String label, String value) {
    return new LabelMatcher(label, Operator.EQUAL, value);
  }
}
