package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Hystrix in a real service with the built agent; see the subclasses for its versions. */
abstract class HystrixInServiceTest extends BreakerInServiceTest {

  private final String libraries;

  HystrixInServiceTest(String libraries) {
    super(List.of(libraries), List.of(HystrixCalls.class));
    this.libraries = libraries;
  }

  @Test
  void tellsWhatABreakerDoes() throws Exception {
    assertThat(call("success")).isEqualTo("ok");
    assertThat(call("ignored")).isEqualTo("BAD_REQUEST");
    received.awaitValue(1, "circuit_breaker.state", state("payment", "closed"));

    int errors = callUntil("error", "SHORTCIRCUIT");

    String[] payment = {"circuit_breaker.name", "payment", "circuit_breaker.library", "hystrix"};
    received.awaitValue(1, "circuit_breaker.calls", outcome(payment, "success"));
    received.awaitValue(1, "circuit_breaker.calls", outcome(payment, "ignored"));
    received.awaitValue(errors, "circuit_breaker.calls", outcome(payment, "error"));
    received.awaitValue(1, "circuit_breaker.calls", outcome(payment, "not_permitted"));
    received.awaitValue(1, "circuit_breaker.state", state("payment", "open"));
    received.awaitValue(
        1,
        "circuit_breaker.transitions",
        "circuit_breaker.name",
        "payment",
        "circuit_breaker.to",
        "open");
    awaitOpening("payment");
    received.awaitSpan(
        "the refused call", span -> has(span, "circuit_breaker.outcome", "not_permitted"));
    awaitGuardedCall("payment");
    received.awaitSpan(
        "upstream's span, with its attributes",
        span ->
            span.getName().equals("shop.payment.execute")
                && has(span, "hystrix.command", "payment"));
  }

  @Test
  void tellsOfTheTestCallsOfABreaker() throws Exception {
    callUntil("test-error", "SHORTCIRCUIT");
    callUntil("test-success", "ok");

    String[] stock = {"circuit_breaker.name", "stock", "circuit_breaker.from", "half_open"};
    received.awaitLog(
        "the test",
        log -> log.getBody().getStringValue().equals("Circuit breaker stock: open → half_open"));
    received.awaitValue(
        1,
        "circuit_breaker.transitions",
        stock[0],
        stock[1],
        stock[2],
        stock[3],
        "circuit_breaker.to",
        "closed");
  }

  @Test
  void tellsOfTimeoutsRejectionsAndFallbacks() throws Exception {
    assertThat(call("timeout")).isEqualTo("TIMEOUT");
    received.awaitValue(
        1,
        "circuit_breaker.calls",
        "circuit_breaker.name",
        "slow",
        "circuit_breaker.outcome",
        "timeout");
    if (libraries.equals("hystrix-newest")) { // 1.4.0 does not tell that there is none
      received.awaitValue(
          1, "fallback.calls", "fallback.name", "slow", "fallback.outcome", "missing");
    }

    call("reject");
    received.awaitValue(
        1, "bulkhead.calls", "bulkhead.name", "orders", "bulkhead.outcome", "rejected");

    assertThat(call("fallback")).isEqualTo("ok");
    received.awaitValue(
        1, "fallback.calls", "fallback.name", "mails", "fallback.outcome", "success");
    received.awaitSpan(
        "the call that a fallback answered",
        span -> has(span, "fallback.name", "mails") && has(span, "fallback.outcome", "success"));
    assertThat(call("fallback-error")).isNotEqualTo("ok");
    received.awaitValue(1, "fallback.calls", "fallback.name", "mails", "fallback.outcome", "error");
  }

  private static String[] outcome(String[] breaker, String outcome) {
    return new String[] {
      breaker[0], breaker[1], breaker[2], breaker[3], "circuit_breaker.outcome", outcome
    };
  }

  /** How many calls went otherwise before. */
  private int callUntil(String task, String failure) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    int calls = 0;
    while (!call(task).equals(failure)) {
      calls++;
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
    return calls;
  }

  private String call(String task) throws Exception {
    return get(HystrixCalls.class, task).headers().firstValue("failure").orElse("ok");
  }
}
