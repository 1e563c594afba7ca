package io.spanstone.collector.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.otlp.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SpanExceptionsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final PeriodRule RULE = new PeriodRule(IndexPeriod.DAY, NOW, Duration.ofDays(30));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Deriver deriver = new Deriver(DeriveLimits.DEFAULT, meters);

  @Test
  void countsEachExceptionOfASpanByItsGroup() throws Exception {
    Slice request =
        request(
            span(NOW, exception("order 1 is late", "Cart.add", 1)),
            span(NOW, exception("order 2 is late", "Cart.add", 2), exception("", "Cart.pay", 3)),
            span(NOW.minus(Duration.ofDays(31)), exception("too old", "Cart.add", 1)),
            span(NOW, event("retry", "Cart.add", "x", 4)),
            span(NOW));

    DerivedMetrics derived = deriver.derive(UUID.randomUUID(), List.of(request), RULE).metrics();

    Metric metric = exceptions(derived.request());
    assertThat(metric.getUnit()).isEqualTo("{exception}");
    assertThat(counts(metric))
        .containsExactlyInAnyOrder(
            tuple("com.example.Cart.add", 2L), tuple("com.example.Cart.pay", 1L));
    NumberDataPoint add = metric.getSum().getDataPoints(0);
    assertThat(attributes(add))
        .containsEntry("exception.type", "shop.Late")
        .doesNotContainKey("log.severity");
    assertThat(attributes(add).get("exception.group.id")).hasSize(16);
    assertThat(add.getExemplars(0).getTraceId()).isEqualTo(traceId());
    assertThat(add.getExemplars(0).getFilteredAttributes(0).getValue().getStringValue())
        .isEqualTo("order 1 is late");
    Slice twice = DerivedMerge.of(List.of(derived.request(), derived.request())).request();
    assertThat(counts(exceptions(twice)))
        .containsExactlyInAnyOrder(
            tuple("com.example.Cart.add", 4L), tuple("com.example.Cart.pay", 2L));
  }

  @Test
  void countsAsOtherWhatIsBeyondTheLimitOfGroups() throws Exception {
    Deriver small =
        new Deriver(
            DeriveLimits.DEFAULT,
            DeriveLimits.EDGES,
            DeriveLimits.LOGS,
            new DeriveLimits(3, 10, 100, 1000, 1 << 20),
            meters);
    Span.Builder span = span(NOW).toBuilder();
    for (char c = 'a'; c <= 'z'; c++) {
      span.addEvents(exception("x", "Cart." + c, 1));
    }

    DerivedMetrics derived =
        small.derive(UUID.randomUUID(), List.of(request(span.build())), RULE).metrics();

    assertThat(metrics(derived.request()))
        .flatExtracting(metric -> metric.getSum().getDataPointsList())
        .filteredOn(point -> attributes(point).get("exception.group.id").equals("other"))
        .extracting(NumberDataPoint::getAsInt)
        .containsExactly(23L);
    assertThat(meters.counter("spanstone.derived.overflow.exceptions").count()).isEqualTo(23);
  }

  private static ByteString traceId() {
    return ByteString.fromHex("07".repeat(16));
  }

  private static Span span(Instant end, Span.Event... events) {
    long nanos = end.getEpochSecond() * 1_000_000_000L;
    return Span.newBuilder()
        .setTraceId(traceId())
        .setSpanId(ByteString.fromHex("08".repeat(8)))
        .setName("pay")
        .setStartTimeUnixNano(nanos - 1_000_000)
        .setEndTimeUnixNano(nanos)
        .addAllEvents(List.of(events))
        .build();
  }

  private static Span.Event exception(String message, String place, int line) {
    return event("exception", place, message, line);
  }

  private static Span.Event event(String name, String place, String message, int line) {
    String stackTrace =
        "shop.Late: " + message + "\n\tat com.example." + place + "(Cart.java:" + line + ")\n";
    return Span.Event.newBuilder()
        .setName(name)
        .addAttributes(attribute("exception.type", "shop.Late"))
        .addAttributes(attribute("exception.message", message))
        .addAttributes(attribute("exception.stacktrace", stackTrace))
        .build();
  }

  private static Slice request(Span... spans) {
    return Slice.of(
        TracesData.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(
                        Resource.newBuilder().addAttributes(attribute("service.name", "cart")))
                    .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
            .build()
            .toByteArray());
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static Metric exceptions(Slice request) throws Exception {
    return metrics(request).get(0);
  }

  private static List<Metric> metrics(Slice request) throws Exception {
    return MetricsData.parseFrom(request.toByteArray()).getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .filter(metric -> metric.getName().equals("span.exceptions"))
        .toList();
  }

  private static List<Tuple> counts(Metric metric) {
    return metric.getSum().getDataPointsList().stream()
        .map(point -> tuple(attributes(point).get("exception.location"), point.getAsInt()))
        .toList();
  }

  private static Map<String, String> attributes(NumberDataPoint point) {
    return point.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, each -> each.getValue().getStringValue()));
  }
}
