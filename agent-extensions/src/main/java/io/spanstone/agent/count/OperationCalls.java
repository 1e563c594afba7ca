package io.spanstone.agent.count;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls that the service makes by the operation in which it makes them: the one that its
 * local root span is of. That has its name for good when it ends, so calls wait for its end. Counts
 * all of them, sampled or not: nobody else knows. Thread-safe.
 */
final class OperationCalls implements SpanProcessor {
  private static final int MAX_CALLS = 20_000;
  private static final int MAX_OPERATIONS = 10_000;
  private static final int MAX_CALLS_OF_OPERATION = 1_000;

  private final Function<Context, @Nullable Span> localRoot;
  private final Function<ReadableSpan, @Nullable String> callee;
  private final Counter counter;

  /** The span of the operation, by the id of a call's span, of calls that are going on. */
  private final Map<String, ReadableSpan> operations = new ConcurrentHashMap<>();

  /** The calls that wait for the end of their operation, by the id of its span. */
  private final Map<String, List<Call>> waiting = new ConcurrentHashMap<>();

  /** Counts a call. */
  interface Counter {
    /**
     * A call ended.
     *
     * @param group its call, in the operation
     */
    void count(CallGroup group, long endUnixNano, long nanos);
  }

  /**
   * @param localRoot the span of the service's that is above all others in a context; null if there
   *     is none
   * @param callee the node that the called service told that it is; null if it told nothing
   */
  OperationCalls(
      Function<Context, @Nullable Span> localRoot,
      Function<ReadableSpan, @Nullable String> callee,
      Counter counter) {
    this.localRoot = localRoot;
    this.callee = callee;
    this.counter = counter;
  }

  private static final class Call {
    final CallGroup group;
    final long endUnixNano;
    final long nanos;
    boolean waits;

    Call(CallGroup group, long endUnixNano, long nanos) {
      this.group = group;
      this.endUnixNano = endUnixNano;
      this.nanos = nanos;
    }
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (isCall(span.getKind()) && operations.size() < MAX_CALLS) {
      Span operation = localRoot.apply(parentContext);
      if (operation instanceof ReadableSpan) {
        operations.put(span.getSpanContext().getSpanId(), (ReadableSpan) operation);
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    String id = span.getSpanContext().getSpanId();
    if (isCall(span.getKind())) {
      ReadableSpan operation = operations.remove(id);
      if (operation != null) {
        ended(span, operation);
      }
    }
    List<Call> ofOperation = isBelowAnother(span) ? null : waiting.remove(id);
    if (ofOperation != null) {
      ofOperation.forEach(call -> count(call, span.getName()));
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Then it is no operation, since one has no span of the service above it. */
  private static boolean isBelowAnother(ReadableSpan span) {
    SpanContext parent = span.getParentSpanContext();
    return parent.isValid() && !parent.isRemote();
  }

  private void ended(ReadableSpan span, ReadableSpan operation) {
    SpanData data = span.toSpanData();
    CallGroup group = CallGroup.made(data, callee.apply(span));
    long end = data.getEndEpochNanos();
    Call call = new Call(group, end, Math.max(0, end - data.getStartEpochNanos()));
    // An operation has ended before it takes the calls that wait for it: none is left over.
    waiting.compute(
        operation.getSpanContext().getSpanId(),
        (key, calls) -> operation.hasEnded() ? calls : with(calls, call));
    if (!call.waits) {
      count(call, operation.hasEnded() ? operation.getName() : CallGroup.OTHER);
    }
  }

  private @Nullable List<Call> with(@Nullable List<Call> calls, Call call) {
    if (calls == null) {
      if (waiting.size() >= MAX_OPERATIONS) {
        return null;
      }
      List<Call> first = new ArrayList<>(2);
      call.waits = first.add(call);
      return first;
    }
    call.waits = calls.size() < MAX_CALLS_OF_OPERATION && calls.add(call);
    return calls;
  }

  private void count(Call call, String operation) {
    counter.count(call.group.in(operation), call.endUnixNano, call.nanos);
  }

  private static boolean isCall(SpanKind kind) {
    return kind == SpanKind.CLIENT || kind == SpanKind.PRODUCER;
  }
}
