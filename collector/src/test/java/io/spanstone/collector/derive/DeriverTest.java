package io.spanstone.collector.derive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.collector.edge.CallFacts;
import io.spanstone.otlp.Slice;
import io.spanstone.testkit.OddOtlp;
import io.spanstone.testkit.RandomOtlp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DeriverTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final PeriodRule RULE = new PeriodRule(IndexPeriod.DAY, NOW, Duration.ofDays(30));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Property(tries = 30)
  void countsEverySpanOnceInItsSeriesAndCell(@ForAll long seed) {
    List<TracesData> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(new RandomOtlp(seed + i, NOW.plusSeconds(7L * i)).traces(200));
    }

    DerivedMetrics derived = derive(DeriveLimits.DEFAULT, requests);

    assertSame(DerivedCounts.ofMetrics(List.of(derived.request())), requests);
    assertThat(points(derived).size() + exceptions(derived)).isEqualTo(derived.points());
  }

  @Property(tries = 500)
  void countsOddSpansLikeOthers(@ForAll Random random) {
    TracesData odd = withCredibleEnds(OddOtlp.traces(random), random);

    DerivedMetrics derived = derive(DeriveLimits.DEFAULT, List.of(odd));

    assertThat(DerivedCounts.ofMetrics(List.of(derived.request())).total())
        .isEqualTo(DerivedCounts.ofSpans(List.of(odd), DeriverTest::credible).total());
  }

  @Property(tries = 30)
  void countsTheSameAfterMerging(@ForAll long seed) {
    List<TracesData> requests = new ArrayList<>();
    List<Slice> derived = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      requests.add(new RandomOtlp(seed + i, NOW.plusSeconds(i)).traces(100));
      derived.add(derive(DeriveLimits.DEFAULT, List.of(requests.get(i))).request());
    }

    DerivedMetrics merged = DerivedMerge.of(derived);

    assertSame(DerivedCounts.ofMetrics(List.of(merged.request())), requests);
    assertThat(EdgeCounts.ofMetrics(List.of(merged.request())).tallies())
        .isEqualTo(EdgeCounts.ofMetrics(derived).tallies())
        .isNotEmpty();
    assertThat(points(merged)).doesNotHaveDuplicates();
    assertThat(points(merged).size() + exceptions(merged)).isEqualTo(merged.points());
  }

  @Example
  void refusesWhatEndsAtNoCredibleTimeAndCountsIt() {
    DerivedMetrics derived =
        derive(
            DeriveLimits.DEFAULT,
            List.of(
                spans(
                    span("a", NOW, 1),
                    span("a", Instant.EPOCH, 1),
                    span("a", NOW.minus(Duration.ofDays(31)), 1),
                    span("a", NOW.plus(Duration.ofDays(2)), 1),
                    span("a", NOW, 1).toBuilder().setEndTimeUnixNano(-5).build())));

    assertThat(DerivedCounts.ofMetrics(List.of(derived.request())).total()).isEqualTo(1);
    assertThat(refused("time")).isEqualTo(4);
  }

  @Example
  void countsAsOtherWhatIsBeyondTheLimitOfSeries() {
    List<Span> spans = new ArrayList<>();
    for (char name = 'a'; name <= 'z'; name++) {
      spans.add(span(String.valueOf(name), NOW, 1));
    }

    DerivedMetrics derived =
        derive(
            new DeriveLimits(10, 10, 100, 1000, 1 << 20),
            List.of(spans(spans.toArray(Span[]::new))));

    assertThat(derived.points()).isEqualTo(11);
    assertThat(
            points(derived).stream()
                .filter(
                    point -> point.getAttributes(0).getValue().getStringValue().equals("other")))
        .singleElement()
        .satisfies(other -> assertThat(other.getCount()).isEqualTo(16));
    assertThat(meters.get("spanstone.derived.overflow.spans").counter().count()).isEqualTo(16);
  }

  @Example
  void keepsEdgesWhoseOperationsAreBeyondTheLimit() {
    List<TracesData> requests = new ArrayList<>();
    for (String service : List.of("cart", "user")) {
      List<Span> spans = new ArrayList<>();
      for (char name = 'a'; name <= 'f'; name++) {
        spans.add(
            span(String.valueOf(name), NOW, 1).toBuilder()
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .addAttributes(attribute("caller.service", "web"))
                .build());
      }
      requests.add(spans(service, spans.toArray(Span[]::new)));
    }

    DerivedMetrics derived = derive(new DeriveLimits(10, 10, 100, 1000, 1 << 20), requests);

    Map<String, Long> calls = new TreeMap<>();
    for (ExponentialHistogramDataPoint point : points(derived)) {
      Map<String, String> labels = labels(point);
      if (labels.containsKey("server")) {
        String name = labels.get("server") + " " + labels.get("server_operation");
        calls.merge(name, point.getCount(), Long::sum);
      }
    }
    assertThat(calls).hasSize(11).containsEntry("cart f", 1L).containsEntry("user other", 2L);
    assertThat(meters.get("spanstone.derived.overflow.edge.operations").counter().count())
        .isEqualTo(2);
    assertThat(meters.get("spanstone.derived.overflow.calls").counter().count()).isZero();
  }

  @Example
  void countsACallOnceThatItsServerEndsLongAfterItsCallerGaveUp() {
    Span call =
        span("GET", NOW, 1_000).toBuilder()
            .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
            .addAttributes(attribute("callee.service", "stock"))
            .build();
    Span served =
        span("GET /stock", NOW.plusSeconds(20), 21_000).toBuilder()
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setTraceId(call.getTraceId())
            .setParentSpanId(call.getSpanId())
            .addAttributes(attribute("caller.service", "order"))
            .build();

    Deriver first = new Deriver(DeriveLimits.DEFAULT, meters);
    CallFacts waiting = derive(first, spans("order", call)).calls();
    assertThat(edges(first.settle(waiting, List.of(waiting)))).containsExactly("order -> stock");
    assertThat(edges(derive(first, spans("stock", served)).metrics())).isEmpty();

    Deriver other = new Deriver(DeriveLimits.DEFAULT, meters);
    waiting = derive(other, spans("order", call)).calls();
    assertThat(edges(derive(other, spans("stock", served)).metrics()))
        .containsExactly("order -> stock");
    assertThat(edges(other.settle(waiting, List.of(waiting)))).isEmpty();
  }

  @Example
  void refusesSpansBeyondTheLimitsOfASegmentAndCountsThem() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      spans.add(span("a", NOW.plusSeconds(10L * i), 1));
    }
    List<TracesData> requests = List.of(spans(spans.toArray(Span[]::new)));

    assertThat(derive(new DeriveLimits(9, 9, 9, 60, 1 << 20), requests).points()).isEqualTo(60);
    assertThat(refused("size")).isEqualTo(40);
    int points = derive(new DeriveLimits(9, 9, 9, 1000, 2000), requests).points();
    assertThat(points).isBetween(5, 40);
    assertThat(refused("size")).isEqualTo(40 + 100 - points);
  }

  @Example
  void keepsTheSlowestCallsAsExemplars() {
    Span fast = span("a", NOW, 10);
    Span slow = span("a", NOW, 500);
    Span failed = failed(span("a", NOW, 20));
    Span slowFailed = failed(span("a", NOW, 30));
    Span fastFailed = failed(span("a", NOW, 5));

    List<ExponentialHistogramDataPoint> points =
        points(
            derive(
                DeriveLimits.DEFAULT, List.of(spans(fast, slow, failed, slowFailed, fastFailed))));

    assertThat(points).hasSize(2);
    assertThat(points.get(0).getExemplarsList())
        .singleElement()
        .satisfies(
            exemplar -> {
              assertThat(exemplar.getTraceId()).isEqualTo(slow.getTraceId());
              assertThat(exemplar.getSpanId()).isEqualTo(slow.getSpanId());
              assertThat(exemplar.getAsDouble()).isEqualTo(0.5);
              assertThat(exemplar.getTimeUnixNano()).isEqualTo(slow.getEndTimeUnixNano());
            });
    assertThat(points.get(1).getExemplarsList())
        .extracting(exemplar -> exemplar.getSpanId())
        .containsExactly(slowFailed.getSpanId(), failed.getSpanId());
  }

  private void assertSame(DerivedCounts derived, List<TracesData> requests) {
    assertThat(derived.tallies())
        .isEqualTo(DerivedCounts.ofSpans(requests, DeriverTest::credible).tallies())
        .isNotEmpty();
  }

  private DerivedMetrics derive(DeriveLimits limits, List<TracesData> requests) {
    List<Slice> slices = requests.stream().map(data -> Slice.of(data.toByteArray())).toList();
    return new Deriver(limits, meters).derive(UUID.randomUUID(), slices, RULE).metrics();
  }

  private static Derived derive(Deriver deriver, TracesData request) {
    return deriver.derive(UUID.randomUUID(), List.of(Slice.of(request.toByteArray())), RULE);
  }

  /** Of the points that stand for edges. */
  private static List<String> edges(DerivedMetrics derived) {
    return points(derived).stream()
        .map(DeriverTest::labels)
        .filter(labels -> labels.containsKey("server"))
        .map(labels -> labels.get("client") + " -> " + labels.get("server"))
        .toList();
  }

  private static Map<String, String> labels(ExponentialHistogramDataPoint point) {
    Map<String, String> labels = new HashMap<>();
    point
        .getAttributesList()
        .forEach(each -> labels.put(each.getKey(), each.getValue().getStringValue()));
    return labels;
  }

  private double refused(String reason) {
    return meters.get("spanstone.derived.refused.spans").tag("reason", reason).counter().count();
  }

  private static List<ExponentialHistogramDataPoint> points(DerivedMetrics derived) {
    return metrics(derived)
        .flatMap(metric -> metric.getExponentialHistogram().getDataPointsList().stream())
        .toList();
  }

  /** How many points there are of spans' exceptions. */
  private static int exceptions(DerivedMetrics derived) {
    return metrics(derived).mapToInt(metric -> metric.getSum().getDataPointsCount()).sum();
  }

  private static Stream<Metric> metrics(DerivedMetrics derived) {
    try {
      return MetricsData.parseFrom(derived.request().toByteArray())
          .getResourceMetricsList()
          .stream()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .flatMap(scope -> scope.getMetricsList().stream());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static TracesData spans(Span... spans) {
    return spans("cart", spans);
  }

  private static TracesData spans(String service, Span... spans) {
    ResourceSpans.Builder resource = ResourceSpans.newBuilder();
    resource.getResourceBuilder().addAttributes(attribute("service.name", service));
    resource.addScopeSpansBuilder().addAllSpans(List.of(spans));
    return TracesData.newBuilder().addResourceSpans(resource).build();
  }

  private static Span span(String name, Instant end, int millis) {
    byte[] id = new byte[24];
    new Random(name.hashCode() * 31L + end.hashCode() + millis).nextBytes(id);
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(id, 0, 16))
        .setSpanId(ByteString.copyFrom(id, 16, 8))
        .setName(name)
        .setStartTimeUnixNano(nanos(end) - millis * 1_000_000L)
        .setEndTimeUnixNano(nanos(end))
        .build();
  }

  private static Span failed(Span span) {
    return span.toBuilder()
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
        .build();
  }

  /** Most odd times are not credible; half of the spans get one that is. */
  private static TracesData withCredibleEnds(TracesData data, Random random) {
    TracesData.Builder changed = data.toBuilder();
    changed
        .getResourceSpansBuilderList()
        .forEach(
            resource ->
                resource
                    .getScopeSpansBuilderList()
                    .forEach(
                        scope ->
                            scope.getSpansBuilderList().stream()
                                .filter(span -> random.nextBoolean())
                                .forEach(
                                    span ->
                                        span.setEndTimeUnixNano(
                                            nanos(NOW) - random.nextInt(1 << 30)))));
    return changed.build();
  }

  private static boolean credible(Span span) {
    return span.getEndTimeUnixNano() >= nanos(NOW.minus(Duration.ofDays(30)))
        && span.getEndTimeUnixNano() <= nanos(NOW.plus(Duration.ofDays(1)));
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
