package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.query.json.ExpectedTrace;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class TraceTest {
  private static final String WHOLE = "/api/v1/traces/" + SampleTraces.WHOLE_TRACE_ID;
  private static final String LARGE = "/api/v1/traces/" + SampleTraces.LARGE_TRACE_ID;

  private static TestServer server;
  private static TracesData whole;

  @BeforeAll
  static void start(URI elasticsearch) throws Exception {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_trace").start();
    Instant start = Instant.now().minusSeconds(600);
    whole = SampleTraces.whole(start);
    StoredBlocks.traces(server.storage(), elasticsearch, whole, SampleTraces.large(start));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyFieldThatWasSentIsAnswered() {
    JsonNode trace = server.get(WHOLE).json();

    assertThat(trace.get("traceId").textValue()).isEqualTo(SampleTraces.WHOLE_TRACE_ID);
    assertThat(trace.get("complete").booleanValue()).isTrue();
    assertThat(trace.get("spans"))
        .containsExactlyInAnyOrderElementsOf(new ArrayList<JsonNode>(ExpectedTrace.spans(whole)));
  }

  @Test
  void valuesLookAsTheyDoInJavaScript() {
    JsonNode spans = server.get(WHOLE).json().get("spans");
    JsonNode attributes = spans.get(1).get("attributes");

    assertThat(spans.get(0).get("name").textValue()).isEqualTo("POST");
    assertThat(spans.get(1).get("service").textValue()).isEqualTo("shop/cart");
    assertThat(spans.get(1).get("caller").textValue()).isEqualTo("checkout");
    assertThat(attributes.get("largest exact").isNumber()).isTrue();
    assertThat(attributes.get("too large").textValue()).isEqualTo("9007199254740993");
    assertThat(attributes.get("nan").textValue()).isEqualTo("NaN");
    assertThat(attributes.get("infinite").textValue()).isEqualTo("-Infinity");
    assertThat(attributes.get("bytes").textValue()).isEqualTo("AP8Q");
    assertThat(attributes.get("list").toString())
        .isEqualTo("[\"a\",1,null,[],{\"city\":\"Zürich\",\"zip\":8001}]");
    assertThat(attributes.get("nothing").isNull()).isTrue();
  }

  @Test
  void theTraceComesAsOtlpForWhoPrefersIt() throws InvalidProtocolBufferException {
    Answer answer = server.get(WHOLE, "Accept", "application/x-protobuf");

    assertThat(answer.header("content-type")).isEqualTo("application/x-protobuf");
    assertThat(answer.header("vary")).contains("Accept");
    assertThat(answer.header("spanstone-complete")).isEqualTo("true");
    assertThat(records(TracesData.parseFrom(answer.body())))
        .containsExactlyInAnyOrderElementsOf(records(whole));
  }

  @Test
  void theTraceIdMayBeWrittenInCapitals() {
    assertThat(
            server
                .get("/api/v1/traces/" + SampleTraces.WHOLE_TRACE_ID.toUpperCase(Locale.ROOT))
                .json())
        .isEqualTo(server.get(WHOLE).json());
  }

  @Test
  void anUnknownTraceIsNotFound() {
    Answer answer = server.get("/api/v1/traces/ffffffffffffffffffffffffffffffff");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("detail").textValue())
        .contains("ffffffffffffffffffffffffffffffff");
  }

  @Test
  void tenThousandSpansAreStreamed() throws IOException {
    Answer plain = server.get(LARGE);
    Answer zipped = server.get(LARGE, "Accept-Encoding", "gzip");

    assertThat(plain.header("content-length")).isEmpty();
    assertThat(plain.json().get("spans")).hasSize(SampleTraces.LARGE_TRACE_SPANS);
    assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
    assertThat(zipped.body().length).isLessThan(plain.body().length / 5);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  @Test
  void spansAreSortedByStartTime() {
    List<Integer> steps = new ArrayList<>();
    server
        .get(LARGE)
        .json()
        .get("spans")
        .forEach(span -> steps.add(span.at("/attributes/step").intValue()));

    assertThat(steps).isSorted();
  }

  private record Sent(ResourceSpans resource, ScopeSpans scope, Span span) {}

  /** Each span with what is said of its resource and scope. */
  private static List<Sent> records(TracesData data) {
    List<Sent> records = new ArrayList<>();
    for (ResourceSpans resource : data.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          records.add(
              new Sent(
                  resource.toBuilder().clearScopeSpans().build(),
                  scope.toBuilder().clearSpans().build(),
                  span));
        }
      }
    }
    return records;
  }
}
