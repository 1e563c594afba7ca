package io.spanstone.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.spanstone.agent.guard.GuardedSpans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names the breaker on the spans of guarded calls, and tells the breaker whom they reached. */
final class GuardedCallProcessor implements SpanProcessor {

  private static final AttributeKey<List<String>> CALLEE =
      AttributeKey.stringArrayKey("http.response.header." + CalleeResponse.HEADER);
  private static final AttributeKey<List<String>> RPC_CALLEE =
      AttributeKey.stringArrayKey("rpc.response.metadata." + CalleeResponse.HEADER);
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
    String callee = span.getKind() == SpanKind.CLIENT ? callee(span) : null;
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

  /** What the called service told of itself; null if it told nothing. */
  private static @Nullable String callee(ReadableSpan call) {
    List<String> header = call.getAttribute(CALLEE);
    List<String> told = header == null ? call.getAttribute(RPC_CALLEE) : header;
    return told == null || told.isEmpty() ? null : CallerMember.decodeService(told.get(0));
  }
}
