package io.spanstone.agent.count;

import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the spans that are not sampled and so are never exported, and sends the counts every five
 * seconds. The collector counts the others: so each call counts once, whatever share of the traces
 * is kept. Also counts the calls that the service makes by the operation in which it makes them.
 * {@code docs/reference/agent-counts.md} describes what is sent. Thread-safe.
 */
public final class CallCounts implements SpanProcessor {
  static final String SCOPE = "io.spanstone.agent.counts";

  private static final Logger logger = Logger.getLogger("io.spanstone.agent");
  private static final long MILLIS_TO_SETTLE = 250;
  private static final int SETTLED_TO_SEND = 20;
  private static final long SECONDS_TO_SEND = 60;
  private static final long LAST_SECONDS = 5;

  private final Tallies tallies = new Tallies();
  private final Tallies made = new Tallies();
  private volatile @Nullable OperationCalls operations;
  private volatile @Nullable MetricExporter exporter;
  private volatile Resource resource = Resource.empty();
  private volatile @Nullable ScheduledFuture<?> timer;
  private volatile boolean stopped;

  /** Of the timer's thread. */
  private int settled;

  /** The way to the collector. Without one nothing is counted. */
  public void sendBy(MetricExporter way) {
    if (exporter == null) {
      exporter = way;
    }
  }

  /** Whose calls they are. */
  public void setResource(Resource whose) {
    resource = whose;
  }

  /** The sampler that lets {@link CallCounts} see what this one drops. */
  public Sampler counting(Sampler sampler) {
    return exporter == null ? sampler : new CountingSampler(sampler);
  }

  /**
   * What counts the calls that the service makes by the operation in which it makes them.
   *
   * @param callee the node that the called service told that it is; null if it told nothing
   */
  public SpanProcessor ofOperations(Function<ReadableSpan, @Nullable String> callee) {
    return exporter == null
        ? SpanProcessor.composite()
        : settling(
            new OperationCalls(
                LocalRootSpan::fromContextOrNull,
                callee,
                (group, endUnixNano, nanos) -> made.add(group, endUnixNano, nanos, -1)));
  }

  private OperationCalls settling(OperationCalls calls) {
    operations = calls;
    startTimer();
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
    synchronized (this) {
      stopped = true;
      ScheduledFuture<?> running = timer;
      if (running != null) {
        running.cancel(false);
      }
    }
    return forceFlush();
  }

  @Override
  public CompletableResultCode forceFlush() {
    send();
    return CompletableResultCode.ofSuccess();
  }

  private void count(SpanData span) {
    long nanos = Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos());
    tallies.add(CallGroup.of(span), span.getEndEpochNanos(), nanos, CallGroup.queuedNanos(span));
    startTimer();
  }

  private void startTimer() {
    if (timer == null) {
      startTimerOnce();
    }
  }

  private synchronized void startTimerOnce() {
    if (timer != null || stopped) {
      return;
    }
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "spanstone-counts");
              daemon.setDaemon(true);
              return daemon;
            });
    timer =
        thread.scheduleWithFixedDelay(
            this::settleAndSendAtTimes, MILLIS_TO_SETTLE, MILLIS_TO_SETTLE, TimeUnit.MILLISECONDS);
  }

  private void settleAndSendAtTimes() {
    settle();
    if (++settled % SETTLED_TO_SEND == 0) {
      send();
    }
  }

  private void settle() {
    OperationCalls calls = operations;
    if (calls != null) {
      calls.settle();
    }
  }

  /** What is not taken is kept and sent with the next. */
  private void send() {
    settle();
    MetricExporter way = exporter;
    Tallies.Taken taken = tallies.take();
    Tallies.Taken takenMade = made.take();
    if (way == null || (taken.isEmpty() && takenMade.isEmpty())) {
      return;
    }
    if (!sent(way, metrics(taken, takenMade))) {
      tallies.putBack(taken);
      made.putBack(takenMade);
    }
    OperationCalls calls = operations;
    long droppedMade = made.takeDropped() + (calls == null ? 0 : calls.takeLost());
    if (droppedMade > 0) {
      logger.info(droppedMade + " calls could not be counted by operation");
    }
    long dropped = tallies.takeDropped();
    if (dropped > 0) {
      logger.info(dropped + " calls of traces that are left out could not be counted");
    }
  }

  private boolean sent(MetricExporter way, List<MetricData> metrics) {
    try {
      CompletableResultCode result = way.export(metrics);
      return result.join(stopped ? LAST_SECONDS : SECONDS_TO_SEND, TimeUnit.SECONDS).isSuccess();
    } catch (RuntimeException e) {
      logger.log(Level.INFO, "counts of calls could not be sent", e);
      return false;
    }
  }

  private List<MetricData> metrics(Tallies.Taken taken, Tallies.Taken takenMade) {
    List<MetricData> metrics = new ArrayList<>();
    add("span.duration", "Duration of spans", taken.durations(), metrics);
    add("queue.duration", "Time of messages in a queue", taken.queued(), metrics);
    add("call.duration", "Duration of calls that are made", takenMade.durations(), metrics);
    return metrics;
  }

  private void add(
      String name,
      String description,
      List<ExponentialHistogramPointData> points,
      List<MetricData> to) {
    if (!points.isEmpty()) {
      to.add(metric(name, description, points));
    }
  }

  private MetricData metric(
      String name, String description, List<ExponentialHistogramPointData> points) {
    return ImmutableMetricData.createExponentialHistogram(
        resource,
        InstrumentationScopeInfo.create(SCOPE),
        name,
        description,
        "s",
        ExponentialHistogramData.create(AggregationTemporality.DELTA, points));
  }
}
