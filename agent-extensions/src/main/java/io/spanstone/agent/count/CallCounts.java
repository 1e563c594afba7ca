package io.spanstone.agent.count;

import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts the spans that are not sampled and so are never exported, and sends the counts every five
 * seconds. The collector counts the others: so each call counts once, whatever share of the traces
 * is kept. Also counts the calls that the service makes by the operation in which it makes them.
 * {@code docs/reference/agent-counts.md} describes what is sent. Thread-safe.
 */
public final class CallCounts implements SpanProcessor {

  private final CountSender sender = new CountSender();
  private final CountTimer timer = new CountTimer(this::settle, this::send);
  private volatile @Nullable OperationCalls operations;

  /** The way to the collector. Without one nothing is counted. */
  public void sendBy(MetricExporter way) {
    sender.sendBy(way);
  }

  /** Whose calls they are. */
  public void setResource(Resource whose) {
    sender.setResource(whose);
  }

  /**
   * The sampler that lets {@link CallCounts} see what this one drops; this one if there is no way
   * to the collector.
   */
  public Sampler counting(Sampler sampler) {
    return sender.hasWay() ? new CountingSampler(sampler) : sampler;
  }

  /**
   * Begins to count the calls that the service makes by the operation in which it makes them, if
   * there is a way to the collector.
   *
   * @param callee the node that the called service told that it is; null if it told nothing
   * @return what is to see all spans
   */
  public SpanProcessor countByOperation(Function<ReadableSpan, @Nullable String> callee) {
    if (!sender.hasWay()) {
      return SpanProcessor.composite();
    }
    OperationCalls calls =
        new OperationCalls(LocalRootSpan::fromContextOrNull, callee, sender::addMade);
    operations = calls;
    timer.start();
    return calls;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      count(span.toSpanData());
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Sends what was counted last; waits a few seconds at most. */
  @Override
  public CompletableResultCode shutdown() {
    timer.stop();
    OperationCalls calls = operations;
    try {
      if (calls != null) {
        calls.end();
      }
    } finally {
      sender.sendLast();
    }
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode forceFlush() {
    settle();
    send();
    return CompletableResultCode.ofSuccess();
  }

  private void count(SpanData span) {
    long nanos = Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos());
    sender.add(CallGroup.of(span), span.getEndEpochNanos(), nanos, CallGroup.queuedNanos(span));
    timer.start();
  }

  private void settle() {
    OperationCalls calls = operations;
    if (calls != null) {
      calls.settle();
    }
  }

  private void send() {
    OperationCalls calls = operations;
    sender.send(calls == null ? 0 : calls.takeLost());
  }
}
