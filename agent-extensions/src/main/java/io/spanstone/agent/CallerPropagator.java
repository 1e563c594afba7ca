package io.spanstone.agent;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.Collection;
import java.util.Iterator;
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
    if (!caller.isValid()) {
      delegate.inject(context, carrier, setter);
      return;
    }
    delegate.inject(
        context,
        carrier,
        caller.getTraceState().isEmpty()
            ? setter
            : (to, key, value) -> {
              if (!key.equals(TRACE_STATE)) {
                setter.set(to, key, value);
              }
            });
    String state =
        CallerMember.traceState(
            caller, ServiceIdentity.encoded(), isMessage(span) ? System.currentTimeMillis() : 0);
    if (!state.isEmpty()) {
      setter.set(carrier, TRACE_STATE, state);
    }
  }

  /**
   * Our member is of this one call: it goes no further than the span of the callee, so that spans
   * below it have nothing to carry and to export.
   */
  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    WithoutOurs<C> others = new WithoutOurs<>(getter);
    Context extracted = delegate.extract(context, carrier, others);
    SpanContext parent = Span.fromContext(extracted).getSpanContext();
    if (others.ours != null) {
      return withCaller(extracted, parent, others.ours);
    }
    String member = parent.getTraceState().get(CallerMember.KEY);
    return member == null || !parent.isRemote()
        ? extracted
        : withCaller(extracted.with(Span.wrap(withoutMember(parent))), parent, member);
  }

  private static Context withCaller(Context context, SpanContext parent, String member) {
    CallerMember caller = CallerMember.of(parent, member);
    return caller == null ? context : caller.in(context);
  }

  /**
   * Keeps back a header that has our member and nothing else, as most have: to take it apart and to
   * put it together again without our member is the greater part of what it costs to extract it.
   */
  private static final class WithoutOurs<C> implements TextMapGetter<C> {
    private final TextMapGetter<C> getter;
    private @Nullable String ours;

    WithoutOurs(TextMapGetter<C> getter) {
      this.getter = getter;
    }

    @Override
    public Iterable<String> keys(C carrier) {
      return getter.keys(carrier);
    }

    @Override
    public @Nullable String get(@Nullable C carrier, String key) {
      String value = getter.get(carrier, key);
      if (value == null || !key.equals(TRACE_STATE)) {
        return value;
      }
      ours = CallerMember.alone(value);
      return ours == null ? value : null;
    }

    @Override
    public Iterator<String> getAll(@Nullable C carrier, String key) {
      return getter.getAll(carrier, key);
    }
  }

  private static SpanContext withoutMember(SpanContext parent) {
    TraceState state = parent.getTraceState();
    return SpanContext.createFromRemoteParent(
        parent.getTraceId(),
        parent.getSpanId(),
        parent.getTraceFlags(),
        state.size() == 1
            ? TraceState.getDefault()
            : state.toBuilder().remove(CallerMember.KEY).build());
  }

  private static boolean isMessage(Span span) {
    return span instanceof ReadableSpan && ((ReadableSpan) span).getKind() == SpanKind.PRODUCER;
  }
}
