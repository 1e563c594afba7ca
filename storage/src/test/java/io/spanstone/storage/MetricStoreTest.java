package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.metric.QueryTimeoutException;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.metric.TooManySeriesException;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.storage.metrics.SeriesExemplar;
import io.spanstone.testkit.RandomOtlp;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class MetricStoreTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final long START_MILLIS = START.toEpochMilli();
  private static final long HOUR_MILLIS = 3_600_000;
  private static final BlockLimits SMALL = new BlockLimits(60, 10, 1 << 20, 1);
  private static final SelectLimits GENEROUS = limits(100_000, 10_000_000);

  @Test
  void everySelectionGivesWhatBruteForceGives(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      BruteForceMetrics oracle = new BruteForceMetrics();
      RandomOtlp random = new RandomOtlp(7, START);
      for (int segment = 0; segment < 4; segment++) {
        MetricsData data = random.metrics(700);
        oracle.add(data);
        test.storeMetrics(List.of(data), SMALL);
      }

      for (List<LabelMatcher> matchers : selectors()) {
        for (long[] range : new long[][] {{-1, 1 << 20}, {300, 900}, {511, 512}, {-500, 0}}) {
          long from = START_MILLIS + range[0];
          long to = START_MILLIS + range[1];
          assertThat(select(test, matchers, from, to))
              .as("%s in %s..%s", matchers, range[0], range[1])
              .isEqualTo(oracle.select(matchers, from, to));
        }
      }
    }
  }

  @Test
  void aRepeatedRequestChangesNothing(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      MetricsData data = new RandomOtlp(8, START).metrics(500);
      BruteForceMetrics oracle = new BruteForceMetrics();
      oracle.add(data);

      test.storeMetrics(List.of(data, data), SMALL);
      test.storeMetrics(List.of(data), SMALL);

      List<LabelMatcher> all = List.of(matcher("__name__", Operator.MATCHES, ".+"));
      assertThat(select(test, all, START_MILLIS - 1, START_MILLIS + HOUR_MILLIS))
          .isEqualTo(oracle.select(all, START_MILLIS - 1, START_MILLIS + HOUR_MILLIS));
    }
  }

  @Test
  void derivedPointsOfEqualTimesAddUp(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.storeMetrics(List.of(calls(3), calls(4)), SMALL);
      test.storeMetrics(List.of(calls(5)), SMALL);

      List<Series> series =
          test.storage
              .metrics()
              .select(
                  List.of(matcher("service_name", Operator.EQUAL, "cart")),
                  START_MILLIS - 1,
                  START_MILLIS,
                  hints(GENEROUS));

      assertThat(series).hasSize(1);
      assertThat(series.get(0).labels())
          .isEqualTo(Labels.of("__name__", "calls_total", "service_name", "cart"));
      assertThat(series.get(0).delta()).isTrue();
      assertThat(series.get(0).value(0)).isEqualTo(12);
    }
  }

  @Test
  void aPointWithoutRecordedValueIsAStaleMarker(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      NumberDataPoint end =
          NumberDataPoint.newBuilder().setTimeUnixNano(nanos(60_000)).setFlags(1).build();
      test.storeMetrics(
          List.of(TestMetrics.gauge("cart", "up", end, TestMetrics.number(nanos(0), 1))), SMALL);

      List<Series> series =
          test.storage
              .metrics()
              .select(
                  List.of(matcher("__name__", Operator.EQUAL, "up")),
                  START_MILLIS - 1,
                  START_MILLIS + HOUR_MILLIS,
                  hints(GENEROUS));

      assertThat(series).hasSize(1);
      assertThat(series.get(0).isStale(0)).isFalse();
      assertThat(series.get(0).isStale(1)).isTrue();
      assertThat(series.get(0).timeMillis(1)).isEqualTo(START_MILLIS + 60_000);
    }
  }

  @Test
  void limitsEndASelectionWithTheirOwnException(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.storeMetrics(List.of(new RandomOtlp(9, START).metrics(500)), SMALL);

      assertThatThrownBy(() -> selectAll(test, limits(10, 100_000)))
          .isInstanceOf(TooManySeriesException.class);
      assertThatThrownBy(() -> selectAll(test, limits(100_000, 50)))
          .isInstanceOf(TooManySamplesException.class);
      assertThatThrownBy(
              () -> selectAll(test, new SelectLimits(10_000, 100_000, System.nanoTime() - 1)))
          .isInstanceOf(QueryTimeoutException.class);
    }
  }

  @Test
  void seriesLabelsAndValuesAreThoseThatASelectionGives(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      BruteForceMetrics oracle = new BruteForceMetrics();
      RandomOtlp random = new RandomOtlp(10, START);
      for (int segment = 0; segment < 3; segment++) {
        MetricsData data = random.metrics(700);
        oracle.add(data);
        test.storeMetrics(List.of(data), SMALL);
      }
      MetricStore store = test.storage.metrics();
      long to = START_MILLIS + 1000;

      for (List<LabelMatcher> matchers : selectors()) {
        Set<Labels> expected = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        Set<String> routes = new TreeSet<>();
        for (BruteForceMetrics.FoundSeries each :
            oracle.select(matchers, START_MILLIS - 1, START_MILLIS + HOUR_MILLIS)) {
          expected.add(each.labels());
          names.addAll(each.labels().toMap().keySet());
          routes.add(each.labels().get("shop_region"));
        }
        assertThat(withoutTargets(store.series(matchers, START_MILLIS, to))).isEqualTo(expected);
        assertThat(store.labelValues("shop_region", matchers, START_MILLIS, to)).isEqualTo(routes);
        assertThat(store.labelNames(matchers, START_MILLIS, to)).containsAll(names);
      }
      assertThat(store.series(List.of(), START_MILLIS - HOUR_MILLIS, START_MILLIS - 1)).isEmpty();
    }
  }

  @Test
  void metadataSaysTypeUnitAndHelp(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.storeMetrics(List.of(new RandomOtlp(11, START).metrics(500)), SMALL);

      assertThat(test.storage.metrics().metadata(START_MILLIS, START_MILLIS + 1000))
          .extracting(each -> each.name() + " " + each.type() + " " + each.unit())
          .containsExactlyInAnyOrder(
              "jvm_memory_used_bytes gauge By",
              "shop_orders_total counter {order}",
              "http_server_request_duration_seconds histogram s",
              "db_client_operation_duration_seconds histogram s",
              "rpc_duration_milliseconds summary ms");
    }
  }

  @Test
  void exemplarsAreOfTheSeriesThatMatch(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.storeMetrics(List.of(new RandomOtlp(12, START).metrics(500)), SMALL);
      List<LabelMatcher> matchers =
          List.of(
              matcher("__name__", Operator.EQUAL, "http_server_request_duration_seconds_bucket"));
      MetricStore store = test.storage.metrics();

      List<SeriesExemplar> all =
          store.exemplars(matchers, START_MILLIS, START_MILLIS + HOUR_MILLIS, 10_000, GENEROUS);

      assertThat(all).hasSizeGreaterThan(20);
      assertThat(all)
          .allSatisfy(
              each -> {
                assertThat(matchers.get(0).matches(each.series())).isTrue();
                assertThat(each.value())
                    .isLessThanOrEqualTo(Double.parseDouble(each.series().get("le")));
                assertThat(each.labels().get("trace_id")).hasSize(32);
              });
      assertThat(store.exemplars(matchers, START_MILLIS, START_MILLIS + HOUR_MILLIS, 5, GENEROUS))
          .hasSize(5);
    }
  }

  @Test
  void targetInfoShowsTheResource(URI elasticsearch) throws Exception {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      MetricsData data = new RandomOtlp(13, START).metrics(300);
      test.storeMetrics(List.of(data), SMALL);
      String host = "telemetry_sdk_language";
      List<LabelMatcher> matchers =
          List.of(
              matcher("__name__", Operator.EQUAL, "target_info"),
              matcher(host, Operator.EQUAL, "java"));

      List<Series> series =
          test.storage
              .metrics()
              .select(matchers, START_MILLIS - 1, START_MILLIS + HOUR_MILLIS, hints(GENEROUS));
      Set<Labels> listed =
          test.storage.metrics().series(matchers, START_MILLIS, START_MILLIS + HOUR_MILLIS);

      assertThat(series).isNotEmpty().allSatisfy(each -> assertThat(each.value(0)).isEqualTo(1));
      assertThat(series).extracting(Series::labels).containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  private static List<List<LabelMatcher>> selectors() {
    LabelMatcher duration =
        matcher("__name__", Operator.EQUAL, "http_server_request_duration_seconds_bucket");
    return List.of(
        List.of(matcher("__name__", Operator.EQUAL, "jvm_memory_used_bytes")),
        List.of(matcher("__name__", Operator.EQUAL, "rpc_duration_milliseconds")),
        List.of(matcher("__name__", Operator.EQUAL, "db_client_operation_duration_seconds")),
        List.of(matcher("__name__", Operator.EQUAL, "unknown")),
        List.of(duration),
        List.of(duration, matcher("le", Operator.EQUAL, "0.1")),
        List.of(duration, matcher("http_response_status_code", Operator.EQUAL, "500")),
        List.of(duration, matcher("http_response_status_code", Operator.NOT_EQUAL, "200")),
        List.of(matcher("__name__", Operator.MATCHES, "(shop|jvm)_.*")),
        List.of(matcher("__name__", Operator.MATCHES, ".*_(sum|count)")),
        List.of(
            matcher("__name__", Operator.MATCHES, "shop_orders_total|jvm_memory_used_bytes"),
            matcher("shop_region", Operator.MATCHES, "eu|us")),
        List.of(matcher("shop_region", Operator.EQUAL, "cn")),
        List.of(
            matcher("otel_scope_version", Operator.EQUAL, "2.31.1"),
            matcher("quantile", Operator.NOT_EQUAL, "")));
  }

  private static Set<Labels> withoutTargets(Set<Labels> series) {
    Set<Labels> without = new TreeSet<>(series);
    without.removeIf(labels -> labels.metricName().equals(SourceLabels.TARGET_INFO));
    return without;
  }

  private static List<BruteForceMetrics.FoundSeries> select(
      TestStorage test, List<LabelMatcher> matchers, long from, long to) throws IOException {
    List<BruteForceMetrics.FoundSeries> found = new ArrayList<>();
    for (Series series : test.storage.metrics().select(matchers, from, to, hints(GENEROUS))) {
      if (series.labels().metricName().equals(SourceLabels.TARGET_INFO)) {
        continue;
      }
      List<BruteForceMetrics.Value> values = new ArrayList<>();
      for (int i = 0; i < series.size(); i++) {
        double number = series.histogram(i) == null ? series.value(i) : 0;
        values.add(new BruteForceMetrics.Value(series.timeMillis(i), number, series.histogram(i)));
      }
      found.add(new BruteForceMetrics.FoundSeries(series.labels(), series.delta(), values));
    }
    found.sort(Comparator.comparing(BruteForceMetrics.FoundSeries::labels));
    return found;
  }

  private static List<Series> selectAll(TestStorage test, SelectLimits limits) throws IOException {
    return test.storage
        .metrics()
        .select(
            List.of(matcher("__name__", Operator.MATCHES, ".+")),
            START_MILLIS - 1,
            START_MILLIS + HOUR_MILLIS,
            hints(limits));
  }

  private static MetricsData calls(long count) {
    Sum sum =
        Sum.newBuilder()
            .setIsMonotonic(true)
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
            .addDataPoints(
                NumberDataPoint.newBuilder()
                    .setStartTimeUnixNano(nanos(-10_000))
                    .setTimeUnixNano(nanos(0))
                    .setAsInt(count))
            .build();
    return TestMetrics.metrics(
        "cart", SourceLabels.DERIVED_SCOPE, TestMetrics.named("calls").setSum(sum).build());
  }

  private static long nanos(long millisFromStart) {
    return (START_MILLIS + millisFromStart) * 1_000_000;
  }

  private static LabelMatcher matcher(String name, Operator operator, String value) {
    return new LabelMatcher(name, operator, value);
  }

  private static SelectLimits limits(int series, long samples) {
    return new SelectLimits(series, samples, System.nanoTime() + 600_000_000_000L);
  }

  private static SelectHints hints(SelectLimits limits) {
    return new SelectHints(START_MILLIS, START_MILLIS, 0, 0, "", limits);
  }
}
