package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.spanstone.testkit.Tools;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's rule, tried on calls as the demo's are with the fault and without. */
@ExtendWith(RunningProduct.class)
class QuickStartTest {
  private static final int CALLS = 40;

  @BeforeAll
  static void needsCurl() {
    Tools.require("curl");
  }

  @Test
  void theRuleFiresOfTheFaultAndNotWithoutIt(Product product)
      throws IOException, InterruptedException {
    Instant at = Instant.now().minusSeconds(120);
    send(product, "quick-broken", 32, at);
    send(product, "quick-calm", 2, at);
    for (String service : List.of("quick-broken", "quick-calm")) {
      Await.until(
          () -> product.find("/api/v1/red?step=1h&service=" + service),
          (JsonNode red) -> red.toString().contains("\"calls\":" + CALLS));
    }
    String rule = Readme.commands("Be told").get(0);
    String trial =
        rule.replace(
            "http://localhost:7070/api/v1/alert-rules",
            product.url("/api/v1/alert-rules:test").toString());

    JsonNode tried = new ObjectMapper().readTree(Readme.run(trial));

    List<String> fired = new ArrayList<>();
    tried.get("alerts").forEach(each -> fired.add(each.at("/labels/service_name").asText()));
    assertThat(fired).contains("quick-broken").doesNotContain("quick-calm");
    assertThat(tried.toString()).contains("80% of the calls of quick-broken fail");
  }

  private static void send(Product product, String service, int failures, Instant at)
      throws IOException, InterruptedException {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    long nanos = at.toEpochMilli() * 1_000_000;
    for (int i = 0; i < CALLS; i++) {
      UUID id = UUID.randomUUID();
      Span.Builder span =
          Span.newBuilder()
              .setTraceId(ByteString.fromHex(id.toString().replace("-", "")))
              .setSpanId(ByteString.fromHex("%016x".formatted(id.getMostSignificantBits())))
              .setName("POST /charges")
              .setKind(Span.SpanKind.SPAN_KIND_SERVER)
              .setStartTimeUnixNano(nanos)
              .setEndTimeUnixNano(nanos + 1_000_000);
      if (i < failures) {
        span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
      }
      spans.addSpans(span);
    }
    KeyValue name =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue(service))
            .build();
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(Resource.newBuilder().addAttributes(name))
                    .addScopeSpans(spans))
            .build();
    int status =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(product.otlpHttp("/v1/traces"))
                    .header("Content-Type", "application/x-protobuf")
                    .POST(BodyPublishers.ofByteArray(request.toByteArray()))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(200);
  }
}
