package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feign in a real service with the built agent; see the subclasses for its versions. */
abstract class FeignInServiceTest {

  private final String libraries;

  FeignInServiceTest(String libraries) {
    this.libraries = libraries;
  }

  @Test
  void tellsWhichClientMakesACall(@TempDir Path directory) throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService service =
            RunningService.start(
                directory,
                List.of(GuardedService.class.getName(), FeignCalls.class.getName()),
                List.of(libraries),
                "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port())) {
      Received received = new Received(receiver);

      assertThat(service.get("/FeignCalls/world", Map.of()).statusCode()).isEqualTo(200);
      Span call =
          received.awaitSpan("the call", span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(call.getName()).isEqualTo("GET /greeting/{name}");
      assertThat(Received.attributes(call.getAttributesList()))
          .containsEntry("feign.client", FeignCalls.Greetings.class.getName())
          .containsEntry("feign.method", "greet")
          .containsEntry("url.template", "/greeting/{name}");

      assertThat(service.get("/FeignCalls/broken", Map.of()).statusCode()).isEqualTo(500);
      Span asked =
          received.awaitSpan(
              "what could not be decoded",
              span ->
                  Received.attributes(span.getAttributesList()).containsKey("feign.decode_error"));
      assertThat(asked.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(Received.attributes(asked.getAttributesList()))
          .containsEntry("feign.method", "greet")
          .containsEntry("feign.decode_error", "java.lang.IllegalStateException");
      assertThat(asked.getEvents(0).getName()).isEqualTo("exception");
    }
  }
}
