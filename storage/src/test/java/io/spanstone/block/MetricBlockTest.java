package io.spanstone.block;

import static io.spanstone.block.TestSpans.attribute;
import static io.spanstone.block.TestSpans.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricBlockTest {
  private static final Instant CREATED = Instant.parse("2026-11-24T10:00:00Z");
  private static final long TIME = UnixNano.of(CREATED);
  private static final long YESTERDAY = TIME - Duration.ofDays(1).toNanos();

  private static final Metric GAUGE =
      metric("gauge").setGauge(Gauge.newBuilder().addDataPoints(number("a", TIME))).build();
  private static final Metric SUM =
      metric("sum")
          .setUnit("By")
          .setDescription("bytes")
          .addMetadata(attribute("m", text("d")))
          .setSum(
              Sum.newBuilder()
                  .setIsMonotonic(true)
                  .setAggregationTemporality(
                      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                  .addDataPoints(number("a", TIME))
                  .addDataPoints(number("b", YESTERDAY))
                  .addDataPoints(number("c", TIME)))
          .build();
  private static final Metric HISTOGRAM =
      metric("histogram")
          .setHistogram(
              Histogram.newBuilder()
                  .addDataPoints(
                      HistogramDataPoint.newBuilder()
                          .setTimeUnixNano(TIME)
                          .addAttributes(attribute("label", text("h")))))
          .build();
  private static final Metric EXPONENTIAL =
      metric("exponential")
          .setExponentialHistogram(
              ExponentialHistogram.newBuilder()
                  .addDataPoints(
                      ExponentialHistogramDataPoint.newBuilder()
                          .setTimeUnixNano(TIME)
                          .addAttributes(attribute("label", text("e")))))
          .build();
  private static final Metric SUMMARY =
      metric("summary")
          .setSummary(
              Summary.newBuilder()
                  .addDataPoints(
                      SummaryDataPoint.newBuilder()
                          .setTimeUnixNano(TIME)
                          .addAttributes(attribute("label", text("s")))))
          .build();

  @Test
  void pointsOfAllKindsComeBackAndAreFoundByTheirLabels() {
    MetricsData sent = metrics(GAUGE, HISTOGRAM, EXPONENTIAL, SUMMARY);

    BlockDocument document = pack(sent).get(0);
    BlockContent block = BlockContent.of(document);

    assertThat(block.metrics()).isEqualTo(sent);
    assertThat(document.records()).isEqualTo(4);
    assertThat(block.strings(BlockFields.METRIC))
        .containsExactly("exponential", "gauge", "histogram", "summary");
    assertThat(block.words(BlockFields.TERMS))
        .containsExactlyInAnyOrder(
            "label=a", "label=h", "label=e", "label=s", "service_name=shop", "job=shop");
    assertThat(block.strings(BlockFields.KEY))
        .containsExactlyInAnyOrder("label", "service_name", "job");
    assertThat(block.number(BlockFields.MAX_TIME)).isEqualTo(TIME);
  }

  @Test
  void thePointsOfAMetricAreSplitByPeriodAndKeepWhatTheMetricSays() {
    List<BlockDocument> blocks = pack(metrics(SUM));

    assertThat(blocks).extracting(BlockDocument::records).containsExactly(2, 1);
    assertThat(BlockContent.of(blocks.get(0)).metrics()).isEqualTo(metrics(withoutPoint(SUM, 1)));
    assertThat(BlockContent.of(blocks.get(1)).metrics())
        .isEqualTo(metrics(withoutPoint(withoutPoint(SUM, 2), 0)));
  }

  @Test
  void aMetricWithManyPointsHasBlocksOfItsOwn() {
    Sum.Builder many = SUM.getSum().toBuilder();
    for (int i = 0; i < 200; i++) {
      many.addDataPoints(number("p" + i, TIME));
    }

    List<BlockDocument> blocks =
        pack(metrics(GAUGE, SUM.toBuilder().setSum(many).build(), SUMMARY));

    assertThat(blocks)
        .extracting(block -> BlockContent.of(block).strings(BlockFields.METRIC))
        .containsExactly(List.of("sum"), List.of("gauge", "summary"), List.of("sum"));
  }

  @Test
  void aBlockKnowsThePrometheusNamesAndTheTemporalityOfItsMetrics() {
    BlockContent block =
        BlockContent.of(pack(metrics(GAUGE, withoutPoint(SUM, 1), HISTOGRAM)).get(0));

    assertThat(block.strings(BlockFields.METRIC_NAME))
        .containsExactly("gauge", "histogram", "sum_bytes_total");
    assertThat(block.strings(BlockFields.TEMPORALITY)).containsExactly("cumulative", "none");
    assertThat(block.strings(BlockFields.METADATA))
        .contains("[\"sum_bytes_total\",\"counter\",\"By\",\"bytes\"]");
  }

  @Test
  void aBlockSaysWhereItComesFrom() {
    BlockOrigin origin = new BlockOrigin("c-1", TIME, new SeriesListing(100).draft());

    BlockContent block = BlockContent.of(pack(metrics(GAUGE), origin).get(0));

    assertThat(block.strings(BlockFields.COLLECTOR)).containsExactly("c-1");
    assertThat(block.number(BlockFields.INGEST_TIME)).isEqualTo(TIME);
  }

  @Test
  void aSeriesIsListedOncePerHourAndNotBeforeItsBlockIsThereForGood() {
    SeriesListing listing = new SeriesListing(100);
    String a = "[\"n\",\"gauge\",[],\"job\",\"shop\",\"label\",\"a\"]";
    String b = "[\"n\",\"gauge\",[],\"job\",\"shop\",\"label\",\"b\"]";
    MetricsData both = metrics(gauge(number("a", TIME), number("b", TIME), number("b", TIME + 1)));
    SeriesListing.Draft lost = listing.draft();
    SeriesListing.Draft kept = listing.draft();

    assertThat(series(both, lost)).containsExactly(a, b);
    assertThat(series(both, kept)).containsExactly(a, b);
    kept.keep();
    assertThat(series(both, listing.draft())).isEmpty();
    MetricsData nextHour = metrics(gauge(number("a", TIME + Duration.ofHours(1).toNanos())));
    assertThat(series(nextHour, listing.draft())).containsExactly(a);
    assertThat(listing.size()).isEqualTo(2);
  }

  @Test
  void aListingThatIsFullForgetsAndListsAgain() {
    SeriesListing listing = new SeriesListing(1);
    MetricsData one = metrics(gauge(number("a", TIME)));
    SeriesListing.Draft first = listing.draft();
    series(one, first);
    first.keep();
    SeriesListing.Draft second = listing.draft();
    series(metrics(gauge(number("b", TIME))), second);
    second.keep();

    assertThat(listing.overflows()).isEqualTo(1);
    assertThat(series(one, listing.draft())).hasSize(1);
  }

  @Test
  void bucketsAndQuantilesAreListedToo() {
    MetricsData sent =
        metrics(
            metric("h")
                .setHistogram(
                    Histogram.newBuilder()
                        .addDataPoints(
                            HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(TIME)
                                .addExplicitBounds(0.5)
                                .addExplicitBounds(10)))
                .build(),
            metric("s")
                .setSummary(
                    Summary.newBuilder()
                        .addDataPoints(
                            SummaryDataPoint.newBuilder()
                                .setTimeUnixNano(TIME)
                                .addQuantileValues(
                                    SummaryDataPoint.ValueAtQuantile.newBuilder()
                                        .setQuantile(0.99)
                                        .setValue(3))))
                .build());

    assertThat(series(sent, new SeriesListing(10).draft()))
        .containsExactly(
            "[\"h\",\"h\",[\"0.5\",\"10\"],\"job\",\"shop\"]",
            "[\"s\",\"s\",[\"0.99\"],\"job\",\"shop\"]");
  }

  private static List<String> series(MetricsData data, SeriesListing.Draft draft) {
    List<String> series = new ArrayList<>();
    for (BlockDocument block : pack(data, new BlockOrigin("c-1", TIME, draft))) {
      series.addAll(BlockContent.of(block).strings(BlockFields.SERIES));
    }
    return series;
  }

  private static Metric gauge(NumberDataPoint... points) {
    return metric("gauge").setGauge(Gauge.newBuilder().addAllDataPoints(List.of(points))).build();
  }

  @Test
  void aMetricWithoutPointsIsNotThere() {
    assertThat(pack(metrics(metric("empty").setGauge(Gauge.getDefaultInstance()).build())))
        .isEmpty();
    assertThat(pack(metrics(metric("nothing").build()))).isEmpty();
  }

  private static Metric withoutPoint(Metric metric, int point) {
    return metric.toBuilder().setSum(metric.getSum().toBuilder().removeDataPoints(point)).build();
  }

  private static Metric.Builder metric(String name) {
    return Metric.newBuilder().setName(name);
  }

  private static NumberDataPoint number(String label, long time) {
    return NumberDataPoint.newBuilder()
        .setTimeUnixNano(time)
        .setAsInt(7)
        .addAttributes(attribute("label", text(label)))
        .build();
  }

  private static MetricsData metrics(Metric... metrics) {
    return MetricsData.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(attribute("service.name", text("shop"))))
                .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics))))
        .build();
  }

  private static List<BlockDocument> pack(MetricsData data) {
    return pack(data, null);
  }

  private static List<BlockDocument> pack(MetricsData data, @Nullable BlockOrigin origin) {
    PeriodRule periods = new PeriodRule(IndexPeriod.DAY, CREATED, Duration.ofDays(30));
    try (BlockPacker packer =
        new BlockPacker(Signal.METRICS, BlockLimits.DEFAULT, periods, origin)) {
      packer.add(Slice.of(data.toByteArray()));
      return packer.finish();
    }
  }
}
