package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/** A library with circuit breakers in a real service: what any of them must tell. */
abstract class BreakerInServiceTest extends LibraryInServiceTest {

  BreakerInServiceTest(List<String> libraries, List<Class<? extends HttpHandler>> handlers) {
    super(libraries, handlers);
  }

  /** Of a breaker that has learned whose calls it guards. */
  static String[] state(String breaker, String state) {
    return new String[] {
      "circuit_breaker.name", breaker, "circuit_breaker.state", state, "peer.service", "sample"
    };
  }

  /** The event of a breaker that opened. */
  LogRecord awaitOpening(String breaker) {
    String body = "Circuit breaker " + breaker + ": closed → open";
    LogRecord told =
        received.awaitLog("the opening", log -> log.getBody().getStringValue().equals(body));
    assertThat(told.getEventName()).isEqualTo("circuit_breaker.transition");
    assertThat(told.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
    assertThat(Received.attributes(told.getAttributesList()))
        .containsEntry("circuit_breaker.name", breaker)
        .containsEntry("circuit_breaker.to", "open");
    return told;
  }

  /** A call that a breaker let pass carries its name. */
  void awaitGuardedCall(String breaker) {
    received.awaitSpan(
        "the guarded call",
        span ->
            span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT
                && has(span, "circuit_breaker.name", breaker));
  }
}
