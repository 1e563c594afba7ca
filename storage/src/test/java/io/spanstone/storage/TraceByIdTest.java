package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.TestSpans;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.traces.StoredTrace;
import io.spanstone.storage.traces.TraceQuery;
import io.spanstone.storage.traces.TraceSummary;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class TraceByIdTest {
  private static final BlockLimits SMALL = new BlockLimits(7, 3, 1 << 20, 1);
  private static final Duration AMPLE = Duration.ofMinutes(1);
  private static final ByteString TRACE = TestSpans.traceId(4);

  @Test
  void gathersAllSpansOfEveryTraceFromAllPeriods(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      TestSpans spans = new TestSpans(7, 5, 20, Duration.ofHours(40).toNanos());
      List<TracesData> requests = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        requests.add(spans.request(60));
      }
      test.store(requests, SMALL);

      for (int trace = 0; trace < 20; trace++) {
        ByteString id = TestSpans.traceId(trace);
        StoredTrace stored = test.storage.traces().byId(Slice.of(id.toByteArray()), AMPLE);
        List<ResourceSpans> expected = spansOf(id, requests);
        assertThat(spansOf(id, List.of(TracesData.parseFrom(stored.tracesData().toByteArray()))))
            .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(stored.spanCount()).isEqualTo(expected.size());
        assertThat(stored.complete()).isTrue();
      }
    }
  }

  @Test
  void aRequestSentTwiceIsThereOnce(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      TracesData request = data("shop", span(1, SpanKind.SPAN_KIND_SERVER));
      test.store(List.of(request, request), SMALL);
      test.store(List.of(request), SMALL);

      StoredTrace stored = byId(test, AMPLE);

      assertThat(TracesData.parseFrom(stored.tracesData().toByteArray())).isEqualTo(request);
      assertThat(stored.spanCount()).isEqualTo(1);
      TraceQuery all =
          TraceQuery.between(
                  TestStorage.SEGMENT_CREATED_AT.minusSeconds(3600), TestStorage.SEGMENT_CREATED_AT)
              .build();
      assertThat(test.storage.traces().search(all, AMPLE).traces())
          .singleElement()
          .extracting(TraceSummary::spanCount)
          .isEqualTo(1);
    }
  }

  @Test
  void spansThatOnlyShareTheirIdAllStay(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      Span client = span(1, SpanKind.SPAN_KIND_CLIENT);
      Span server = span(1, SpanKind.SPAN_KIND_SERVER);
      test.store(List.of(data("a", client), data("a", server), data("b", server)), SMALL);

      assertThat(byId(test, AMPLE).spanCount()).isEqualTo(3);
    }
  }

  @Test
  void resourceScopeAndSchemaComeBack(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      TracesData sent =
          TracesData.newBuilder()
              .addResourceSpans(
                  data("shop", span(1, SpanKind.SPAN_KIND_SERVER)).getResourceSpans(0).toBuilder()
                      .setSchemaUrl("https://opentelemetry.io/schemas/1.37.0")
                      .addScopeSpans(
                          ScopeSpans.newBuilder()
                              .setScope(
                                  InstrumentationScope.newBuilder().setName("io").setVersion("1"))
                              .setSchemaUrl("https://example.org/schema")
                              .addSpans(span(2, SpanKind.SPAN_KIND_INTERNAL))))
              .build();
      test.store(List.of(sent), SMALL);

      StoredTrace stored = byId(test, AMPLE);

      assertThat(TracesData.parseFrom(stored.tracesData().toByteArray())).isEqualTo(sent);
    }
  }

  @Test
  void aSpentBudgetSaysThatMoreMayBeThere(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      for (int i = 1; i <= 5; i++) {
        test.store(List.of(data("s" + i, span(i, SpanKind.SPAN_KIND_SERVER))), SMALL);
      }

      StoredTrace stored = byId(test, Duration.ZERO);

      assertThat(stored.complete()).isFalse();
      assertThat(stored.spanCount()).isEqualTo(1);
    }
  }

  private static StoredTrace byId(TestStorage test, Duration budget) throws IOException {
    return test.storage.traces().byId(Slice.of(TRACE.toByteArray()), budget);
  }

  private static Span span(int id, SpanKind kind) {
    return Span.newBuilder()
        .setTraceId(TRACE)
        .setSpanId(ByteString.copyFromUtf8("span000" + id))
        .setKind(kind)
        .setStartTimeUnixNano(TestSpans.BASE_UNIX_NANO + id)
        .build();
  }

  private static TracesData data(String service, Span span) {
    KeyValue name =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue(service))
            .build();
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(name))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }

  /** The valid spans of the trace, each alone with its resource. */
  private static List<ResourceSpans> spansOf(ByteString trace, List<TracesData> requests) {
    List<ResourceSpans> found = new ArrayList<>();
    for (TracesData request : requests) {
      for (ResourceSpans resource : request.getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          scope.getSpansList().stream()
              .filter(span -> span.getTraceId().equals(trace))
              .filter(span -> !span.getSpanId().equals(ByteString.copyFrom(new byte[8])))
              .map(
                  span ->
                      resource.toBuilder()
                          .clearScopeSpans()
                          .addScopeSpans(scope.toBuilder().clearSpans().addSpans(span))
                          .build())
              .forEach(found::add);
        }
      }
    }
    return found;
  }
}
