package io.spanstone.agent.guard;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a breaker guards: those that begin under the span that was current when the breaker
 * let one pass, until it is told the outcome. Also across threads, because the span stays the
 * parent.
 *
 * <p>Thread-safe. Bounded: a service whose breakers never learn outcomes loses entries, which costs
 * an attribute on a span and nothing else.
 */
public final class GuardedSpans {

  private static final AttributeKey<String> BREAKER = GuardKind.CIRCUIT_BREAKER.nameKey;
  private static final int MAX_SPANS = 2_000;

  /** By span id, of spans under which or in which a guarded call is going on. */
  private static final Map<String, Guarded> spans = new ConcurrentHashMap<>();

  private GuardedSpans() {}

  static void begin(Span current, Guard breaker) {
    if (current.isRecording()) {
      put(current.getSpanContext(), breaker);
    }
  }

  /** The current span may be another one than at the beginning, but it is of the same trace. */
  static void end(Span current, Guard breaker) {
    if (spans.isEmpty()) {
      return;
    }
    SpanContext context = current.getSpanContext();
    Guarded guarded = spans.get(context.getSpanId());
    if (guarded != null && guarded.breaker == breaker) {
      spans.remove(context.getSpanId());
    } else {
      String trace = context.getTraceId();
      spans.values().removeIf(each -> each.breaker == breaker && each.trace.equals(trace));
    }
  }

  /** A CLIENT span starts; names the breaker on it if it is guarded. */
  public static void callStarts(ReadWriteSpan call) {
    Guard breaker = of(call.getParentSpanContext().getSpanId());
    if (breaker != null) {
      call.setAttribute(BREAKER, breaker.name);
      put(call.getSpanContext(), breaker);
    }
  }

  /** A span inside the service starts; calls under it are guarded if it is. */
  public static void stepStarts(ReadWriteSpan step) {
    Guard breaker = of(step.getParentSpanContext().getSpanId());
    if (breaker != null) {
      put(step.getSpanContext(), breaker);
    }
  }

  /** Whether the end of this span is worth telling {@link #callEnds}. */
  public static boolean isGuarded(String spanId) {
    return of(spanId) != null;
  }

  /**
   * A CLIENT or inner span ends.
   *
   * @param peer whom it reached, or null if that is not known
   * @param named whether the peer told this name itself; else it is an address
   */
  public static void callEnds(String spanId, @Nullable String peer, boolean named) {
    Guarded guarded = spans.remove(spanId);
    if (guarded != null && peer != null) {
      guarded.breaker.sawPeer(peer, named);
    }
  }

  private static @Nullable Guard of(String spanId) {
    Guarded guarded = spans.isEmpty() ? null : spans.get(spanId);
    return guarded == null ? null : guarded.breaker;
  }

  private static void put(SpanContext span, Guard breaker) {
    if (spans.size() >= MAX_SPANS) {
      spans.clear();
    }
    spans.put(span.getSpanId(), new Guarded(breaker, span.getTraceId()));
  }

  private static final class Guarded {

    private final Guard breaker;
    private final String trace;

    Guarded(Guard breaker, String trace) {
      this.breaker = breaker;
      this.trace = trace;
    }
  }
}
