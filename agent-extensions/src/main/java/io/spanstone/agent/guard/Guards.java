package io.spanstone.agent.guard;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.spanstone.agent.notes.CallNotes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a service's guards (circuit breakers, retries, bulkheads, rate and time limiters,
 * fallbacks), as their instrumentations tell it, becomes metrics, log events and attributes of
 * spans.
 *
 * <p>The instrumentations call in from the service's class loaders, through {@code
 * io.spanstone.agent.door}; a signature here is part of that. Guards are passed as {@code Object},
 * because nobody there sees their class. Thread-safe.
 */
public final class Guards {

  private static final String SCOPE = "io.spanstone.agent.guard";

  private static final GuardRegistry guards = new GuardRegistry();

  private Guards() {}

  /**
   * A guard was made. Gives what the other methods take as guard; the same for the same name.
   *
   * @param kind such as {@code circuit_breaker}
   * @param source gives the state of a breaker as {@code String}; a retry's calls so far, a
   *     bulkhead's available and most calls or a rate limiter's available permissions as {@code
   *     long[]}; null if there is nothing to ask. Held weakly.
   */
  public static Object register(
      String kind, String library, String name, @Nullable Supplier<?> source) {
    Guard guard = guards.guard(GuardKind.of(kind), library, name);
    if (source != null) {
      guard.add(source);
    }
    Telemetry.metrics(); // so that gauges are observed before the first call
    return guard;
  }

  /** A breaker lets a call pass. */
  public static void begin(Object breaker) {
    GuardedSpans.begin(Span.current(), (Guard) breaker);
  }

  /** A call came to an end at a guard, or was refused by it. */
  public static void called(Object guard, String outcome) {
    Guard called = (Guard) guard;
    Telemetry.metrics().called(called, outcome);
    decided(called, outcome);
    if (called.kind == GuardKind.CIRCUIT_BREAKER) {
      GuardedSpans.end(Span.current(), called);
    }
  }

  /** Like {@link #called}, of a call that is counted elsewhere. */
  public static void decided(Object guard, String outcome) {
    Guard deciding = (Guard) guard;
    // What went well is not written, so that it does not cover what did not before it.
    if (deciding.kind.wentWell(outcome)) {
      return;
    }
    Span span = Span.current();
    if (span.isRecording()) {
      span.setAttribute(deciding.kind.nameKey, deciding.name);
      span.setAttribute(deciding.kind.outcomeKey, outcome);
      Attributes call = CallNotes.guarded(Context.current());
      if (call != null) {
        span.setAllAttributes(call);
      }
    }
  }

  /** A breaker changed its state. */
  public static void transition(Object breaker, String from, String to) {
    Guard changed = (Guard) breaker;
    Attributes transition = GuardMetrics.transition(changed, from, to);
    Telemetry.metrics().transition(transition);
    Telemetry.logger
        .logRecordBuilder()
        .setEventName("circuit_breaker.transition")
        .setSeverity(to.endsWith("open") && !to.startsWith("half") ? Severity.WARN : Severity.INFO)
        .setBody("Circuit breaker " + changed.name + ": " + from + " → " + to)
        .setAllAttributes(transition)
        .emit();
    PromptExport.soon();
  }

  /** Made with the first guard, when the agent's SDK is there. */
  private static final class Telemetry {

    private static final OpenTelemetry agent = GlobalOpenTelemetry.get();
    static final Logger logger = agent.getLogsBridge().get(SCOPE);
    private static final GuardMetrics metrics = new GuardMetrics(guards, agent.getMeter(SCOPE));

    private Telemetry() {}

    static GuardMetrics metrics() {
      return metrics;
    }
  }
}
