package io.spanstone.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Writes on the spans of calls that are received who called. Thread-safe. */
final class CallerSpanProcessor implements SpanProcessor {

  static final AttributeKey<String> SERVICE = AttributeKey.stringKey("caller.service");
  private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("caller.namespace");
  private static final AttributeKey<Long> SENT = AttributeKey.longKey("caller.sent_unix_milli");

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    SpanKind kind = span.getKind();
    if (kind != SpanKind.SERVER && kind != SpanKind.CONSUMER) {
      return;
    }
    CallerMember caller = CallerMember.of(parentContext);
    if (caller == null) {
      return;
    }
    span.setAttribute(SERVICE, caller.service());
    if (!caller.namespace().isEmpty()) {
      span.setAttribute(NAMESPACE, caller.namespace());
    }
    if (kind == SpanKind.CONSUMER && caller.sentUnixMilli() > 0) {
      span.setAttribute(SENT, caller.sentUnixMilli());
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
