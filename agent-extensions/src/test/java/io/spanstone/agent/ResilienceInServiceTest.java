package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resilience4j in a real service with the built agent; see the subclasses for its versions. */
abstract class ResilienceInServiceTest extends BreakerInServiceTest {

  ResilienceInServiceTest(String libraries) {
    super(List.of(libraries), List.of(ResilienceCalls.class));
  }

  @Test
  void tellsWhatABreakerDoes() throws Exception {
    assertThat(call("success")).isEqualTo("ok");
    received.awaitValue(1, "circuit_breaker.calls", "circuit_breaker.outcome", "success");
    received.awaitValue(1, "circuit_breaker.state", state("payment", "closed"));

    assertThat(call("ignored")).isEqualTo("UnsupportedOperationException");
    for (int i = 0; i < 3; i++) {
      assertThat(call("error")).isEqualTo("IllegalStateException");
    }
    assertThat(call("success")).isEqualTo("CallNotPermittedException");

    received.awaitValue(3, "circuit_breaker.calls", "circuit_breaker.outcome", "error");
    received.awaitValue(1, "circuit_breaker.calls", "circuit_breaker.outcome", "ignored");
    received.awaitValue(1, "circuit_breaker.calls", "circuit_breaker.outcome", "not_permitted");
    received.awaitValue(
        1,
        "circuit_breaker.transitions",
        "circuit_breaker.from",
        "closed",
        "circuit_breaker.to",
        "open",
        "circuit_breaker.library",
        "resilience4j");
    received.awaitValue(1, "circuit_breaker.state", state("payment", "open"));

    assertThat(awaitOpening("payment").getTraceId().isEmpty()).isFalse();

    assertThat(call("half-open")).isEqualTo("ok");
    assertThat(call("success")).isEqualTo("ok");
    received.awaitValue(0, "circuit_breaker.state", state("payment", "open"));
    received.awaitValue(
        1,
        "circuit_breaker.transitions",
        "circuit_breaker.from",
        "half_open",
        "circuit_breaker.to",
        "closed");
    assertThat(call("force-open")).isEqualTo("ok");
    received.awaitValue(1, "circuit_breaker.state", state("payment", "forced_open"));
    assertThat(call("close")).isEqualTo("ok");

    Span refused =
        received.awaitSpan(
            "the refused call", span -> has(span, "circuit_breaker.outcome", "not_permitted"));
    assertThat(refused.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    awaitGuardedCall("payment");
  }

  @Test
  void tellsWhatARetryDoes() throws Exception {
    assertThat(call("retry-not")).isEqualTo("ok");
    assertThat(call("retry-once")).isEqualTo("ok");
    assertThat(call("retry-in-vain")).isEqualTo("IllegalStateException");

    received.awaitValue(1, "retry.calls", "retry.name", "stock", "retry.outcome", "success");
    received.awaitValue(1, "retry.calls", "retry.outcome", "success_after_retry");
    received.awaitValue(1, "retry.calls", "retry.outcome", "error_after_retry");
    received.awaitSpan("the vain one", span -> has(span, "retry.outcome", "error_after_retry"));
    received.awaitSpan("the other", span -> has(span, "retry.outcome", "success_after_retry"));
  }

  @Test
  void tellsWhatABulkheadDoes() throws Exception {
    assertThat(call("bulkhead")).isEqualTo("BulkheadFullException");

    String[] orders = {"bulkhead.name", "orders"};
    received.awaitValue(1, "bulkhead.limit", orders);
    received.awaitValue(1, "bulkhead.available", orders);
    received.awaitValue(
        1, "bulkhead.calls", "bulkhead.name", "orders", "bulkhead.outcome", "permitted");
    received.awaitValue(
        1, "bulkhead.calls", "bulkhead.name", "orders", "bulkhead.outcome", "rejected");
    received.awaitSpan("the rejected call", span -> has(span, "bulkhead.outcome", "rejected"));
  }

  @Test
  void tellsWhatABulkheadWithAThreadPoolDoes() throws Exception {
    call("pool");

    String[] mails = {"bulkhead.name", "mails"};
    received.awaitValue(2, "bulkhead.limit", mails);
    received.awaitValue(
        2, "bulkhead.calls", "bulkhead.name", "mails", "bulkhead.outcome", "permitted");
    received.awaitValue(
        1, "bulkhead.calls", "bulkhead.name", "mails", "bulkhead.outcome", "rejected");
    received.awaitValue(2, "bulkhead.available", mails);
  }

  @Test
  void tellsWhatARateLimiterDoes() throws Exception {
    assertThat(call("rate")).isEqualTo("ok");
    assertThat(call("rate")).isEqualTo("RequestNotPermitted");

    received.awaitValue(
        1,
        "rate_limiter.calls",
        "rate_limiter.name",
        "search",
        "rate_limiter.outcome",
        "permitted");
    received.awaitValue(1, "rate_limiter.calls", "rate_limiter.outcome", "rejected");
    received.awaitValue(0, "rate_limiter.available_permissions", "rate_limiter.name", "search");
    received.awaitSpan("the rejected call", span -> has(span, "rate_limiter.outcome", "rejected"));
  }

  @Test
  void tellsWhatATimeLimiterDoes() throws Exception {
    assertThat(call("time-in")).isEqualTo("ok");
    assertThat(call("time-out")).isNotEqualTo("ok");

    received.awaitValue(1, "time_limiter.calls", "time_limiter.outcome", "success");
    received.awaitValue(1, "time_limiter.calls", "time_limiter.outcome", "timeout");
    received.awaitSpan("the late call", span -> has(span, "time_limiter.outcome", "timeout"));
  }

  private String call(String task) throws Exception {
    return get(ResilienceCalls.class, task).headers().firstValue("thrown").orElse("ok");
  }
}
