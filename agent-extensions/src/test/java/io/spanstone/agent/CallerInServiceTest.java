package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built agent in two real services, of which one calls the other over HTTP. */
class CallerInServiceTest {

  @TempDir private Path directory;

  @Test
  void bothSidesOfACallKnowEachOther() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService back = start("back", receiver, "-Dotel.service.name=back");
        RunningService front =
            start(
                "front",
                receiver,
                "-Dotel.service.name=front",
                "-Dotel.resource.attributes=service.namespace=shop",
                "-Dotel.instrumentation.http.client.capture-response-headers=x-greeting")) {
      HttpResponse<Void> answer = front.get("/relay?" + back.uri("/greeting"), Map.of());

      assertThat(answer.headers().firstValue("spanstone-service"))
          .as("what nobody else is told")
          .isEmpty();
      Map<String, Map<String, String>> spans = spans(receiver, "back SERVER", "front CLIENT");
      assertThat(spans.get("back SERVER"))
          .containsEntry("caller.service", "front")
          .containsEntry("caller.namespace", "shop");
      assertThat(spans.get("front CLIENT"))
          .containsEntry("http.response.header.spanstone-service", "back")
          .containsEntry("http.response.header.x-greeting", "hello");
    }
  }

  @Test
  void aServiceInBetweenThatForwardsTheHeaderIsNotTakenForTheCaller() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService back = start("back", receiver, "-Dotel.service.name=back")) {
      HttpResponse<Void> stale =
          back.get(
              "/greeting",
              Map.of(
                  "traceparent", "00-0af7651916cd43dd8448eb211c80319c-00000000000000aa-01",
                  "tracestate", "spanstone=00000000000000bb;front,other=x"));

      assertThat(stale.headers().firstValue("spanstone-service")).isEmpty();
      assertThat(spans(receiver, "back SERVER").get("back SERVER"))
          .doesNotContainKey("caller.service");

      HttpResponse<Void> own =
          back.get(
              "/greeting",
              Map.of(
                  "traceparent", "00-0af7651916cd43dd8448eb211c80319c-00000000000000bb-01",
                  "tracestate", "other=x,spanstone=00000000000000bb;front"));

      assertThat(own.headers().firstValue("spanstone-service")).contains("back");
      assertThat(spans(receiver, "back SERVER").get("back SERVER"))
          .containsEntry("caller.service", "front");
    }
  }

  private RunningService start(String name, OtlpReceiver receiver, String... options)
      throws Exception {
    String[] all = new String[options.length + 1];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port();
    return RunningService.start(Files.createDirectories(directory.resolve(name)), all);
  }

  /** The attributes of the next spans of these services and kinds. */
  private static Map<String, Map<String, String>> spans(OtlpReceiver receiver, String... wanted)
      throws InterruptedException {
    Map<String, Map<String, String>> found = new HashMap<>();
    while (!found.keySet().containsAll(List.of(wanted))) {
      for (ResourceSpans resource : OtlpReceiver.next(receiver.traces).getResourceSpansList()) {
        String service = attributes(resource.getResource().getAttributesList()).get("service.name");
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            String kind = SpanKind.forNumber(span.getKindValue()).name();
            found.put(
                service + " " + kind.replace("SPAN_KIND_", ""),
                attributes(span.getAttributesList()));
          }
        }
      }
    }
    return found;
  }

  private static Map<String, String> attributes(Iterable<KeyValue> list) {
    Map<String, String> attributes = new HashMap<>();
    for (KeyValue each : list) {
      attributes.put(
          each.getKey(),
          each.getValue().hasArrayValue()
              ? each.getValue().getArrayValue().getValues(0).getStringValue()
              : each.getValue().getStringValue());
    }
    return attributes;
  }
}
