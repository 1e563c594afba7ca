package io.spanstone.collector.derive;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.collector.cell.AgentCounts;
import io.spanstone.otlp.Slice;
import io.spanstone.testkit.RandomOtlp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AgentCountsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Deriver deriver = new Deriver(DeriveLimits.DEFAULT, new SimpleMeterRegistry());

  @Property(tries = 30)
  void countsWhatTheSpansWouldHaveCounted(@ForAll long seed) {
    List<TracesData> spans = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      spans.add(new RandomOtlp(seed + i, NOW.plusSeconds(7L * i)).traces(100));
    }

    DerivedMetrics derived = derive(spans);

    assertThat(DerivedCounts.ofMetrics(List.of(derived.request())).tallies())
        .isEqualTo(DerivedCounts.ofSpans(spans, span -> true).tallies())
        .isNotEmpty();
  }

  @Property(tries = 100)
  void countsTheEdgesOfSpansWithoutTheOtherSides(@ForAll Random random) {
    RandomCalls calls = new RandomCalls(random);
    List<TracesData> spans = new ArrayList<>();
    List<EdgeCounts.Received> alone = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      TracesData data = calls.next(NOW.plusSeconds(3L * i));
      spans.add(data);
      alone.add(new EdgeCounts.Received(i, data));
    }

    DerivedMetrics derived = derive(spans);

    assertThat(EdgeCounts.ofMetrics(List.of(derived.request())).tallies())
        .isEqualTo(EdgeCounts.ofSpans(alone, -1).tallies());
    assertThat(DerivedCounts.ofMetrics(List.of(derived.request())).tallies())
        .isEqualTo(DerivedCounts.ofSpans(spans, span -> true).tallies());
  }

  @Example
  void countsCallsByTheOperationThatMakesThem() {
    MetricsData.Builder counts = MetricsData.newBuilder();
    ResourceMetrics.Builder resource = counts.addResourceMetricsBuilder();
    resource
        .getResourceBuilder()
        .addAttributes(CountedSpans.attribute("service.namespace", "shop"))
        .addAttributes(CountedSpans.attribute("service.name", "order"));
    ScopeMetrics.Builder scope = resource.addScopeMetricsBuilder();
    scope.getScopeBuilder().setName(AgentCounts.SCOPE);
    Metric.Builder made =
        scope.addMetricsBuilder().mergeFrom(CountedSpans.delta("call.duration").build());
    addCall(made, "CLIENT", "http.request.method", "GET", "callee.service", "shop/stock");
    addCall(made, "CLIENT", "http.request.method", "GET", "server.address", "bank.example");
    addCall(made, "CLIENT", "db.system.name", "h2", "db.namespace", "orders");
    addCall(
        made, "PRODUCER", "messaging.system", "kafka", "messaging.destination.name", "confirmed");
    addCall(made, "SERVER", "caller.service", "front", "http.request.method", "GET");
    Slice request = Slice.of(counts.build().toByteArray());
    assertThat(AgentCounts.problem(request)).isEmpty();

    Deriver.Counts derived = deriver.counts(NOW);
    derived.add(request);

    List<String> calls = new ArrayList<>();
    for (Metric metric : CountedSpans.metrics(derived.finish().request())) {
      assertThat(metric.getName()).isEqualTo("operation.call.duration");
      for (ExponentialHistogramDataPoint point :
          metric.getExponentialHistogram().getDataPointsList()) {
        calls.add(
            point.getAttributesList().stream()
                .map(each -> each.getValue().getStringValue())
                .collect(Collectors.joining(" ")));
        assertThat(point.getCount()).isEqualTo(1);
      }
    }
    String of = "shop/order GET /orders/{id} ";
    assertThat(calls)
        .containsExactlyInAnyOrder(
            of + "shop/stock http STATUS_CODE_UNSET",
            of + "external:bank.example http STATUS_CODE_UNSET",
            of + "database:h2/orders database STATUS_CODE_UNSET",
            of + "messaging:kafka/confirmed messaging STATUS_CODE_UNSET");
  }

  private static void addCall(Metric.Builder to, String kind, String... attributes) {
    ExponentialHistogramDataPoint.Builder point =
        to.getExponentialHistogramBuilder()
            .addDataPointsBuilder()
            .setStartTimeUnixNano(NOW.getEpochSecond() * 1_000_000_000)
            .setTimeUnixNano((NOW.getEpochSecond() + 10) * 1_000_000_000)
            .setScale(7)
            .setZeroCount(1)
            .setCount(1)
            .addAttributes(CountedSpans.attribute("span.name", "GET /orders/4711"))
            .addAttributes(CountedSpans.attribute("span.kind", "SPAN_KIND_" + kind))
            .addAttributes(CountedSpans.attribute("status.code", "STATUS_CODE_UNSET"));
    for (int i = 0; i < attributes.length; i += 2) {
      point.addAttributes(CountedSpans.attribute(attributes[i], attributes[i + 1]));
    }
  }

  @Example
  void tellsWhatIsWrongWithCounts() {
    assertThat(problem(metric -> {})).isEmpty();
    assertThat(problem(metric -> metric.setName("my.duration"))).contains("\"my.duration\"");
    assertThat(
            problem(
                metric ->
                    metric
                        .getExponentialHistogramBuilder()
                        .setAggregationTemporality(
                            AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)))
        .contains("delta");
    assertThat(problem(Metric.Builder::clearData)).contains("exponential histogram");
    assertThat(wrong(point -> point.setScale(6))).contains("scale 7");
    assertThat(wrong(point -> point.setCount(2))).contains("count");
    assertThat(wrong(point -> point.setTimeUnixNano(point.getTimeUnixNano() + 1)))
        .contains("ten seconds");
    assertThat(wrong(point -> point.getPositiveBuilder().setOffset(1 << 20)))
        .contains("no durations");
    assertThat(wrong(point -> point.getNegativeBuilder().addBucketCounts(1))).contains("count");
    assertThat(wrong(ExponentialHistogramDataPoint.Builder::clearPositive)).contains("count");
  }

  private static String wrong(Consumer<ExponentialHistogramDataPoint.Builder> change) {
    return problem(
        metric -> change.accept(metric.getExponentialHistogramBuilder().getDataPointsBuilder(0)));
  }

  private static String problem(Consumer<Metric.Builder> change) {
    TracesData spans = new RandomCalls(new Random(1)).next(NOW);
    MetricsData.Builder counts = CountedSpans.of(spans).toBuilder();
    change.accept(
        counts.getResourceMetricsBuilder(0).getScopeMetricsBuilder(0).getMetricsBuilder(0));
    return AgentCounts.problem(Slice.of(counts.build().toByteArray()));
  }

  private DerivedMetrics derive(List<TracesData> spans) {
    Deriver.Counts counts = deriver.counts(NOW);
    int points = 0;
    for (TracesData data : spans) {
      MetricsData counted = CountedSpans.of(data);
      Slice request = Slice.of(counted.toByteArray());
      assertThat(AgentCounts.isIn(request)).isTrue();
      assertThat(AgentCounts.problem(request)).isEmpty();
      assertThat(AgentCounts.without(request).points()).isEqualTo(CountedSpans.points(counted));
      counts.add(request);
      points += CountedSpans.points(counted);
    }
    assertThat(counts.read()).isEqualTo(points);
    return counts.finish();
  }
}
