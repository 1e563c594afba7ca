package io.spanstone.agent;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Tells whoever is called who calls, in {@code tracestate}. Thread-safe. */
final class CallerPropagator implements TextMapPropagator {

  private static final String TRACE_STATE = "tracestate";

  private final TextMapPropagator delegate;

  private CallerPropagator(TextMapPropagator delegate) {
    this.delegate = delegate;
  }

  /** The propagator with our member, if it is one that has members. */
  static TextMapPropagator of(TextMapPropagator delegate) {
    return delegate.fields().contains(TRACE_STATE) ? new CallerPropagator(delegate) : delegate;
  }

  @Override
  public Collection<String> fields() {
    return delegate.fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    Span span = Span.fromContext(context);
    SpanContext caller = span.getSpanContext();
    delegate.inject(
        caller.isValid() ? context.with(Span.wrap(named(span, caller))) : context, carrier, setter);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    return delegate.extract(context, carrier, getter);
  }

  private static SpanContext named(Span span, SpanContext caller) {
    return SpanContext.create(
        caller.getTraceId(),
        caller.getSpanId(),
        caller.getTraceFlags(),
        CallerMember.addTo(
            caller, ServiceIdentity.encoded(), isMessage(span) ? System.currentTimeMillis() : 0));
  }

  private static boolean isMessage(Span span) {
    return span instanceof ReadableSpan && ((ReadableSpan) span).getKind() == SpanKind.PRODUCER;
  }
}
