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
import java.util.List;
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
    assertThat(block.strings(BlockFields.TERM))
        .containsExactlyInAnyOrder("label=a", "label=h", "label=e", "label=s", "service.name=shop");
    assertThat(block.strings(BlockFields.KEY)).containsExactlyInAnyOrder("label", "service.name");
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
    PeriodRule periods = new PeriodRule(IndexPeriod.DAY, CREATED, Duration.ofDays(30));
    try (BlockPacker packer = new BlockPacker(Signal.METRICS, BlockLimits.DEFAULT, periods)) {
      packer.add(Slice.of(data.toByteArray()));
      return packer.finish();
    }
  }
}
