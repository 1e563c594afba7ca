package io.spanstone.query.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.otlp.Slice;
import io.spanstone.testkit.OddOtlp;
import io.spanstone.testkit.RandomOtlp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TraceJsonTest {
  private static final Slice TRACE_ID =
      Slice.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

  @Property(tries = 300)
  void everyFieldOfAnOddSpanIsWritten(@ForAll("oddTraces") TracesData data) throws IOException {
    assertThat(writtenSpans(data)).containsExactlyInAnyOrderElementsOf(ExpectedTrace.spans(data));
  }

  @Property(tries = 30)
  void everyFieldOfAUsualSpanIsWritten(@ForAll long seed) throws IOException {
    TracesData data = new RandomOtlp(seed).traces(100);

    assertThat(writtenSpans(data)).containsExactlyInAnyOrderElementsOf(ExpectedTrace.spans(data));
  }

  @Property(tries = 300)
  void spansAreSortedByStartTime(@ForAll("oddTraces") TracesData data) throws IOException {
    List<String> starts = new ArrayList<>();
    writtenSpans(data).forEach(span -> starts.add(span.get("startTimeUnixNano").textValue()));

    assertThat(starts)
        .isSortedAccordingTo(
            (a, b) -> Long.compareUnsigned(Long.parseUnsignedLong(a), Long.parseUnsignedLong(b)));
  }

  @Property(tries = 100)
  void ofSpansThatStartAtOnceAParentStandsBeforeItsChildren(@ForAll long seed) throws IOException {
    TracesData.Builder data = new RandomOtlp(seed).traces(60).toBuilder();
    data.getResourceSpansBuilderList().stream()
        .flatMap(resource -> resource.getScopeSpansBuilderList().stream())
        .flatMap(scope -> scope.getSpansBuilderList().stream())
        .forEach(span -> span.setStartTimeUnixNano(1_000));

    Map<String, Integer> places = new HashMap<>();
    for (JsonNode span : writtenSpans(data.build())) {
      places.put(span.get("spanId").textValue(), places.size());
      if (!span.get("parentSpanId").isNull()) {
        assertThat(places).containsKey(span.get("parentSpanId").textValue());
      }
    }
  }

  @Test
  void spansThatAreEachOthersParentsAreAllWritten() throws IOException {
    TracesData data =
        traces(
            span(1).setParentSpanId(id(2)),
            span(2).setParentSpanId(id(1)),
            span(3).setParentSpanId(id(3)));

    assertThat(writtenSpans(data)).hasSize(3);
  }

  @Test
  void aLongChainOfParentsIsSortedWithoutRecursion() throws IOException {
    List<Span.Builder> spans = new ArrayList<>();
    for (int i = 20_000; i > 0; i--) {
      spans.add(span(i).setParentSpanId(id(i - 1)));
    }

    List<JsonNode> written = writtenSpans(traces(spans.toArray(Span.Builder[]::new)));

    assertThat(written.get(0).get("spanId").textValue()).endsWith("0001");
    assertThat(written).hasSize(20_000);
  }

  @Test
  void theCallerIsTheAttributeThatTheAgentSets() throws IOException {
    TracesData data = traces(span(1).addAttributes(attribute("caller.service", "checkout")));

    assertThat(writtenSpans(data).get(0).get("caller").textValue()).isEqualTo("checkout");
  }

  @Test
  void aRepeatedAttributeHasItsFirstValue() throws IOException {
    TracesData data =
        traces(span(1).addAttributes(attribute("a", "1")).addAttributes(attribute("a", "2")));

    assertThat(writtenSpans(data).get(0).get("attributes").toString()).isEqualTo("{\"a\":\"1\"}");
  }

  @Provide
  Arbitrary<TracesData> oddTraces() {
    return OddOtlp.traces();
  }

  private static List<JsonNode> writtenSpans(TracesData data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      new TraceJson(Slice.of(data.toByteArray())).write(json, TRACE_ID, true);
    }
    JsonNode trace = new ObjectMapper().readTree(out.toByteArray());
    assertThat(trace.get("traceId").textValue()).isEqualTo("0102030405060708090a0b0c0d0e0f10");
    assertThat(trace.get("complete").booleanValue()).isTrue();
    List<JsonNode> spans = new ArrayList<>();
    trace.get("spans").forEach(spans::add);
    return spans;
  }

  private static TracesData traces(Span.Builder... spans) {
    TracesData.Builder data = TracesData.newBuilder();
    var scope = data.addResourceSpansBuilder().addScopeSpansBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    return data.build();
  }

  private static Span.Builder span(int id) {
    return Span.newBuilder().setSpanId(id(id));
  }

  private static ByteString id(int id) {
    return ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, (byte) (id >> 8), (byte) id});
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
