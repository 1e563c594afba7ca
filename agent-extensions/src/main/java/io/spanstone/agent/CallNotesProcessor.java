package io.spanstone.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.spanstone.agent.notes.CallNotes;

/**
 * Writes on the span of a call what the code above the HTTP client knew of it, and calls the span
 * by the route if that is known. Thread-safe.
 */
final class CallNotesProcessor implements SpanProcessor {

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("url.template");

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    Attributes notes = span.getKind() == SpanKind.CLIENT ? CallNotes.of(parentContext) : null;
    if (notes == null) {
      return;
    }
    span.setAllAttributes(notes);
    String method = span.getAttribute(METHOD);
    String template = notes.get(TEMPLATE);
    if (method != null && template != null) {
      span.updateName(method + " " + template);
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
