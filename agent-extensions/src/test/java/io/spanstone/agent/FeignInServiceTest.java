package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Feign in a real service with the built agent; see the subclasses for its versions. */
abstract class FeignInServiceTest extends LibraryInServiceTest {

  FeignInServiceTest(String libraries) {
    super(List.of(libraries, "hystrix-newest"), List.of(FeignCalls.class, HystrixFeignCalls.class));
  }

  @Test
  void tellsWhichClientMakesACall() throws Exception {
    assertThat(get(FeignCalls.class, "world").statusCode()).isEqualTo(200);
    Span call =
        received.awaitSpan(
            "the call", span -> has(span, "feign.client", FeignCalls.Greetings.class.getName()));
    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(call.getName()).isEqualTo("GET /greeting/{name}");
    assertThat(Received.attributes(call.getAttributesList()))
        .containsEntry("feign.method", "greet")
        .containsEntry("url.template", "/greeting/{name}");
  }

  @Test
  void tellsWhatCouldNotBeDecoded() throws Exception {
    assertThat(get(FeignCalls.class, "broken").statusCode()).isEqualTo(500);
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

  @Test
  void tellsThatAFallbackOfHystrixAnswered() throws Exception {
    assertThat(get(HystrixFeignCalls.class, "world").headers().firstValue("answer"))
        .contains("instead of world");

    received.awaitValue(
        1,
        "fallback.calls",
        "fallback.library",
        "hystrix",
        "fallback.name",
        "Greetings#greet(String)",
        "fallback.outcome",
        "success");
    Span answered =
        received.awaitSpan(
            "where the fallback answered", span -> has(span, "fallback.outcome", "success"));
    Map<String, String> attributes = Received.attributes(answered.getAttributesList());
    assertThat(attributes)
        .containsEntry("fallback.name", "Greetings#greet(String)")
        .containsEntry("feign.client", HystrixFeignCalls.Greetings.class.getName())
        .containsEntry("feign.method", "greet");
  }
}
