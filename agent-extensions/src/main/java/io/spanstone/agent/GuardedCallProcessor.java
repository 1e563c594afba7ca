package io.spanstone.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.spanstone.agent.guard.GuardedSpans;

/** Names the breaker on the spans of guarded calls, and tells the breaker whom they reached. */
final class GuardedCallProcessor implements SpanProcessor {

  private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (span.getKind() == SpanKind.CLIENT) {
      GuardedSpans.callStarts(span);
    } else if (span.getKind() == SpanKind.INTERNAL) {
      GuardedSpans.stepStarts(span);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    String id = span.getSpanContext().getSpanId();
    if (!GuardedSpans.isGuarded(id)) {
      return;
    }
    String callee = span.getKind() == SpanKind.CLIENT ? CalleeMemory.callee(span) : null;
    if (callee != null || span.getKind() != SpanKind.CLIENT) {
      GuardedSpans.callEnds(id, callee, true);
    } else {
      GuardedSpans.callEnds(id, span.getAttribute(ADDRESS), false);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
