package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.TestSpans;
import io.spanstone.block.UnixNano;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class ServiceSummariesTest {
  private static final BlockLimits SMALL = new BlockLimits(100, 30, 1 << 20, 1);
  private static final Duration AMPLE = Duration.ofMinutes(1);
  private static final Instant START = UnixNano.toInstant(TestSpans.BASE_UNIX_NANO);
  private static final Instant END = START.plusSeconds(100);
  private static final long MILLISECOND = 1_000_000;

  @Test
  void servicesAreSummedUpOverTheirServerSpans(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      List<TracesData> requests = new ArrayList<>();
      for (int i = 1; i <= 1000; i++) {
        String instance = "i" + i % 3;
        requests.add(
            data(
                "shop",
                "cart",
                instance,
                span("GET /", SpanKind.SPAN_KIND_SERVER, i, i % 10 == 0)));
        requests.add(
            data("shop", "cart", instance, span("SELECT", SpanKind.SPAN_KIND_CLIENT, 1, true)));
      }
      requests.add(data("", "job", "", span("run", SpanKind.SPAN_KIND_INTERNAL, 1, false)));
      test.store(requests, SMALL);

      ServiceSummaries found = test.storage.traces().services(START, END, AMPLE);

      assertThat(found.complete()).isTrue();
      assertThat(found.services()).extracting(ServiceSummary::name).containsExactly("cart", "job");
      ServiceSummary cart = found.services().get(0);
      assertThat(cart.namespace()).isEqualTo("shop");
      assertThat(cart.instances()).isEqualTo(3);
      assertThat(cart.ratePerSecond()).isEqualTo(10.0, within(1e-9));
      assertThat(cart.errorRate()).isEqualTo(0.1, within(1e-9));
      assertThat(cart.p50Nanos()).isCloseTo(500 * MILLISECOND, Percentage.withPercentage(1));
      assertThat(cart.p95Nanos()).isCloseTo(950 * MILLISECOND, Percentage.withPercentage(1));
      assertThat(cart.p99Nanos()).isCloseTo(990 * MILLISECOND, Percentage.withPercentage(1));
      assertThat(cart.lastSeen()).isEqualTo(START.plusSeconds(1).plusMillis(1000));
      assertThat(found.services().get(1))
          .isEqualTo(
              new ServiceSummary("job", "", 1, 0, 0, 0, 0, 0, START.plusSeconds(1).plusMillis(1)));
    }
  }

  @Test
  void operationsAreThoseOfOneService(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.store(
          List.of(
              data("shop", "cart", "i", span("GET /", SpanKind.SPAN_KIND_SERVER, 10, true)),
              data("shop", "cart", "i", span("GET /", SpanKind.SPAN_KIND_CLIENT, 10, false)),
              data("shop", "cart", "i", span("GET /", SpanKind.SPAN_KIND_SERVER, 10, false)),
              data("bank", "cart", "i", span("PAY", SpanKind.SPAN_KIND_SERVER, 10, false)),
              data("", "other", "i", span("GET /", SpanKind.SPAN_KIND_SERVER, 10, false))),
          SMALL);
      TraceStore traces = test.storage.traces();

      List<OperationSummary> ofBoth = traces.operations("cart", START, END, AMPLE).operations();
      assertThat(ofBoth)
          .extracting(OperationSummary::name)
          .containsExactly("GET /", "GET /", "PAY");
      assertThat(ofBoth).extracting(OperationSummary::kind).containsExactly(2, 3, 2);
      assertThat(ofBoth.get(0).ratePerSecond()).isEqualTo(0.02, within(1e-9));
      assertThat(ofBoth.get(0).errorRate()).isEqualTo(0.5);
      assertThat(traces.operations("bank/cart", START, END, AMPLE).operations()).hasSize(1);
      assertThat(traces.operations("nowhere", START, END, AMPLE).operations()).isEmpty();
    }
  }

  @Test
  void onlySpansThatStartInTheRangeCount(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.store(
          List.of(data("", "a", "i", span("x", SpanKind.SPAN_KIND_SERVER, 10, false))), SMALL);
      TraceStore traces = test.storage.traces();

      assertThat(traces.services(START, START.plusSeconds(1), AMPLE).services()).isEmpty();
      assertThat(traces.services(START.plusSeconds(1), END, AMPLE).services()).hasSize(1);
      assertThat(traces.services(START.plusSeconds(2), END, AMPLE).services()).isEmpty();
    }
  }

  @Test
  void aSpentBudgetIsAdmitted(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      for (int i = 0; i < 3; i++) {
        test.store(
            List.of(data("", "a", "i", span("x", SpanKind.SPAN_KIND_SERVER, 10, false))), SMALL);
      }

      ServiceSummaries found = test.storage.traces().services(START, END, Duration.ZERO);

      assertThat(found.complete()).isFalse();
      assertThat(found.services()).hasSize(1);
    }
  }

  private static Span span(String name, SpanKind kind, long millis, boolean error) {
    long start = TestSpans.BASE_UNIX_NANO + 1000 * MILLISECOND;
    return Span.newBuilder()
        .setTraceId(TestSpans.traceId(1))
        .setSpanId(ByteString.copyFromUtf8("01234567"))
        .setName(name)
        .setKind(kind)
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + millis * MILLISECOND)
        .setStatus(Status.newBuilder().setCodeValue(error ? 2 : 0))
        .build();
  }

  private static TracesData data(String namespace, String service, String instance, Span span) {
    Resource.Builder resource = Resource.newBuilder().addAttributes(text("service.name", service));
    if (!namespace.isEmpty()) {
      resource.addAttributes(text("service.namespace", namespace));
    }
    if (!instance.isEmpty()) {
      resource.addAttributes(text("service.instance.id", instance));
    }
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
