package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.spanstone.collector.FaultyProxy.Fault;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.LabelMatcher.Operator;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.Storage;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.storage.metrics.SeriesExemplar;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.FreePorts;
import io.spanstone.testkit.SharedElasticsearch;
import io.spanstone.testkit.Tools;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes Prometheus's own Java client, our collector and itself, and writes all
 * of it to us: what is stored is what it holds, sample by sample.
 */
@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class PrometheusTest {
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String RULES =
      """
      groups:
        - name: shop
          rules:
            - record: shop_duration_seconds:rate
              expr: rate(shop_duration_seconds[10s])
      """;
  private static final String SPAN_ID = "b7ad6b7169203331";

  @TempDir Path data;
  @TempDir Path prometheusData;

  private final String prefix = TestCollectors.freshPrefix();
  private final Random random = new Random(42);
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("shop_requests_total")
          .help("Requests of the shop.")
          .labelNames("method", "path")
          .register(registry);
  private final Gauge stock =
      Gauge.builder()
          .name("shop_stock")
          .help("Goods, \"all\".")
          .labelNames("Größe")
          .register(registry);
  private final Histogram durations =
      Histogram.builder()
          .name("shop_duration_seconds")
          .help("How long it took.")
          .nativeOnly()
          .register(registry);
  private final Histogram sizes =
      Histogram.builder()
          .name("shop_size_bytes")
          .classicOnly()
          .classicUpperBounds(10, 100, 1000)
          .register(registry);
  private final Summary waits =
      Summary.builder().name("shop_wait_seconds").quantile(0.5, 0.01).register(registry);

  @BeforeAll
  static void requirePrometheus() {
    Tools.require("prometheus");
  }

  @Test
  void everySampleOfPrometheusIsStored(URI elasticsearch) throws Exception {
    Info.builder().name("shop_build").labelNames("version").register(registry).addLabelValues("1");
    HTTPServer exporter =
        HTTPServer.builder().hostname("127.0.0.1").port(0).registry(registry).buildAndStart();
    int port = FreePorts.one();
    try (FaultyProxy proxy = new FaultyProxy(elasticsearch);
        Storage storage = TestCollectors.impatientStorage(proxy.uri(), prefix);
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage)) {
      Eventually.until("ready", collector::ready);
      try (PrometheusProcess prometheus =
          PrometheusProcess.start(
              prometheusData,
              port,
              configuration(port, exporter.getPort(), collector.httpPort()),
              RULES)) {
        long startMillis = System.currentTimeMillis() - 60_000;
        use();
        awaitScrapes(prometheus, 3);
        proxy.set(Fault.CUT);
        use();
        awaitScrapes(prometheus, 6);
        proxy.set(Fault.NONE);
        use();
        awaitScrapes(prometheus, 8);
        exporter.close();
        Eventually.until(
            "the exporter is known to be down",
            () -> value(prometheus.query("up{job=\"shop\"}", now())).equals("0"));
        long endMillis = System.currentTimeMillis();
        MetricStore store = storage.metrics();
        Eventually.until(
            "what came later is stored",
            () ->
                newest(RawSeries.select(store, "up", endMillis, endMillis + 600_000))
                    > endMillis + 1000);
        awaitLanded(collector);

        Map<Labels, Map<Long, String>> theirs =
            RawSeries.of(prometheus.query("{__name__=~\".+\"}[10m]", endMillis / 1000.0));
        assertThat(theirs.keySet().stream().map(labels -> labels.get("__name__")))
            .contains(
                "shop_requests_total",
                "shop_stock",
                "shop_duration_seconds",
                "shop_duration_seconds:rate",
                "shop_size_bytes_bucket",
                "shop_wait_seconds",
                "shop_build_info");
        assertThat(RawSeries.of(store, startMillis, endMillis)).isEqualTo(theirs);
        assertStale(
            RawSeries.select(
                store,
                "shop_(requests_total|duration_seconds|size_bytes_bucket)",
                startMillis,
                endMillis + 60_000));
        assertExemplar(store, startMillis, endMillis);
        assertMetadata(prometheus, store, startMillis, endMillis);
        assertNothingFailed(prometheus);
      }
      awaitLanded(collector);
      assertThat(collector.report().signals().get(Signal.METRICS))
          .matches(SignalCounts::balances)
          .matches(counts -> counts.rejected() == 0 && counts.stored() == counts.journaled());
    }
  }

  private static String configuration(int prometheus, int exporter, int collector) {
    return """
        global:
          scrape_interval: 1s
          scrape_timeout: 900ms
          evaluation_interval: 1s
        rule_files: [ rules.yml ]
        scrape_configs:
          - job_name: shop
            static_configs: [ { targets: [ '127.0.0.1:%d' ] } ]
          - job_name: spanstone
            static_configs: [ { targets: [ '127.0.0.1:%d' ] } ]
          - job_name: prometheus
            static_configs: [ { targets: [ '127.0.0.1:%d' ] } ]
        remote_write:
          - url: http://127.0.0.1:%d/api/v1/write
            send_exemplars: true
            send_native_histograms: true
            queue_config: { min_shards: 1, max_shards: 1, batch_send_deadline: 500ms }
            metadata_config: { send_interval: 1s }
        """
        .formatted(exporter, collector, prometheus, collector);
  }

  /** Some requests of the shop. */
  private void use() {
    for (int i = 0; i < 200; i++) {
      requests
          .labelValues("GET", "/cart/" + random.nextInt(5))
          .incWithExemplar(
              io.prometheus.metrics.model.snapshots.Labels.of(
                  "trace_id", TRACE_ID, "span_id", SPAN_ID, "user", "ada"));
      stock.labelValues(i % 2 == 0 ? "groß" : "小").set(random.nextGaussian() * 1e9);
      durations.observe(random.nextInt(20) == 0 ? 0 : Math.exp(random.nextGaussian() * 3));
      durations.observe(-random.nextDouble());
      sizes.observe(random.nextInt(2000));
      waits.observe(random.nextDouble());
    }
    stock.labelValues("none").set(Double.NaN);
    stock.labelValues("most").set(Double.POSITIVE_INFINITY);
  }

  private static void awaitScrapes(PrometheusProcess prometheus, int scrapes) throws Exception {
    Eventually.until(
        scrapes + " scrapes",
        () -> {
          String count = value(prometheus.query("count_over_time(up{job=\"shop\"}[10m])", now()));
          return !count.isEmpty() && Integer.parseInt(count) >= scrapes;
        });
  }

  private static void awaitLanded(Collector collector) throws Exception {
    Eventually.until(
        "all landed",
        () -> {
          SignalCounts counts = collector.report().signals().get(Signal.METRICS);
          return counts.waiting() == 0 && counts.inFlight() == 0;
        });
  }

  private static void assertStale(List<Series> series) {
    assertThat(series).hasSizeGreaterThan(3);
    assertThat(series).allMatch(each -> each.isStale(each.size() - 1));
  }

  private static void assertExemplar(MetricStore store, long fromMillis, long toMillis)
      throws Exception {
    List<SeriesExemplar> exemplars =
        store.exemplars(
            List.of(new LabelMatcher("__name__", Operator.EQUAL, "shop_requests_total")),
            fromMillis,
            toMillis,
            100,
            new SelectLimits(1000, 1_000_000, System.nanoTime() + 60_000_000_000L));
    assertThat(exemplars).isNotEmpty();
    assertThat(exemplars.get(0).labels())
        .isEqualTo(Labels.of("trace_id", TRACE_ID, "span_id", SPAN_ID, "user", "ada"));
    assertThat(exemplars.get(0).series().get("path")).startsWith("/cart/");
  }

  /** Each of the families that Prometheus tells of its targets is known here. */
  private static void assertMetadata(
      PrometheusProcess prometheus, MetricStore store, long fromMillis, long toMillis)
      throws Exception {
    List<String> ours =
        store.metadata(fromMillis, toMillis).stream()
            .map(entry -> entry.name() + " " + entry.type() + " " + entry.help())
            .toList();
    List<String> theirs =
        StreamSupport.stream(prometheus.data("/api/v1/metadata").properties().spliterator(), false)
            .map(
                family ->
                    family.getKey()
                        + " "
                        + family.getValue().get(0).path("type").asText()
                        + " "
                        + family.getValue().get(0).path("help").asText())
            .toList();
    assertThat(theirs).hasSizeGreaterThan(100);
    assertThat(new TreeSet<>(ours)).containsAll(theirs);
  }

  private static void assertNothingFailed(PrometheusProcess prometheus) throws Exception {
    JsonNode failed =
        prometheus.query(
            "{__name__=~\"prometheus_remote_storage_.*(failed|dropped)_total\"}", now());
    assertThat(failed.size()).isGreaterThan(5);
    Map<String, String> counts =
        StreamSupport.stream(failed.spliterator(), false)
            .collect(
                Collectors.toMap(
                    each -> each.path("metric").toString(),
                    each -> each.path("value").get(1).asText()));
    assertThat(counts.values()).as("%s", counts).containsOnly("0");
  }

  private static long newest(List<Series> series) {
    return series.stream().mapToLong(each -> each.timeMillis(each.size() - 1)).min().orElse(0);
  }

  private static String value(JsonNode vector) {
    return vector.isEmpty() ? "" : vector.get(0).path("value").get(1).asText();
  }

  private static double now() {
    return Instant.now().toEpochMilli() / 1000.0;
  }
}
