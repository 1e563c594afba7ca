package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalleeMemoryTest {
  private static final AttributeKey<String> CALLEE = AttributeKey.stringKey("callee.service");
  private static final AttributeKey<List<String>> HEADER =
      AttributeKey.stringArrayKey("http.response.header.spanstone-service");
  private static final String REFUSED = "java.net.ConnectException";

  private final SdkTracerProvider tracers =
      SdkTracerProvider.builder().addSpanProcessor(new CalleeMemory()).build();

  @Test
  void knowsWhoAnsweredLastWhereNobodyDoesAnyMore() {
    assertThat(failed("10.0.0.7", 8080, REFUSED)).isNull();
    answered("10.0.0.7", 8080, "shop/st%C3%BCck");
    answered("10.0.0.7", 8081, "pay");

    assertThat(failed("10.0.0.7", 8080, REFUSED)).isEqualTo("shop/stück");
    assertThat(failed("10.0.0.7", 8081, "io.netty.channel.ConnectTimeoutException"))
        .isEqualTo("pay");
    assertThat(failed("10.0.0.7", 8082, REFUSED)).isNull();
    answered("10.0.0.7", 8080, "mail");
    assertThat(failed("10.0.0.7", 8080, REFUSED)).isEqualTo("mail");
  }

  @Test
  void namesItWhateverBrokeTheCall() {
    answered("10.0.0.7", 8080, "mail");

    assertThat(failed("10.0.0.7", 8080, "java.net.SocketTimeoutException")).isEqualTo("mail");
    assertThat(failed("10.0.0.7", 8080, "org.apache.hc.core5.http.ConnectionClosedException"))
        .isEqualTo("mail");
    assertThat(failed("10.0.0.7", 8080, null)).as("cancelled").isEqualTo("mail");
  }

  @Test
  void namesNobodyWhereSomebodyAnswered() {
    answered("10.0.0.7", 8080, "mail");
    Span byAnother = call("10.0.0.7", 8080);
    byAnother.setAttribute("http.response.status_code", 503);
    byAnother.end();

    assertThat(((ReadableSpan) byAnother).getAttribute(CALLEE)).isNull();
    assertThat(((ReadableSpan) answered("10.0.0.7", 8080, "mail")).getAttribute(CALLEE)).isNull();
  }

  private Span answered(String host, long port, String service) {
    Span call = call(host, port);
    call.setAttribute(HEADER, List.of(service));
    call.end();
    return call;
  }

  private @Nullable String failed(String host, long port, @Nullable String error) {
    Span call = call(host, port);
    if (error != null) {
      call.setAttribute("error.type", error);
    }
    call.end();
    return ((ReadableSpan) call).getAttribute(CALLEE);
  }

  private Span call(String host, long port) {
    return tracers
        .get("test")
        .spanBuilder("GET")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("server.address", host)
        .setAttribute("server.port", port)
        .startSpan();
  }
}
