package io.spanstone.agent.count;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps counts until the collector has taken them. Thread-safe. */
final class CountSender {
  static final String SCOPE = "io.spanstone.agent.counts";

  private static final Logger logger = Logger.getLogger("io.spanstone.agent");
  private static final long SECONDS_TO_SEND = 60;
  private static final long SECONDS_TO_SEND_LAST = 5;

  private final Tallies spans = new Tallies();
  private final Tallies made = new Tallies();
  private volatile @Nullable MetricExporter exporter;
  private volatile Resource resource = Resource.empty();

  /** The first way counts. */
  void sendBy(MetricExporter way) {
    if (exporter == null) {
      exporter = way;
    }
  }

  boolean hasWay() {
    return exporter != null;
  }

  void setResource(Resource whose) {
    resource = whose;
  }

  /**
   * Counts a span.
   *
   * @param queuedNanos how long its message was in a queue; -1 if it was not
   */
  void add(CallGroup group, long endUnixNano, long nanos, long queuedNanos) {
    spans.add(group, endUnixNano, nanos, queuedNanos);
  }

  /** Counts a call in the operation in which it was made. */
  void addMade(CallGroup group, long endUnixNano, long nanos) {
    made.add(group, endUnixNano, nanos, -1);
  }

  /**
   * Sends what was counted since it was done last. What is not taken is kept and sent with the
   * next.
   *
   * @param lost how many calls could not be counted by operation meanwhile
   */
  void send(long lost) {
    sendWithin(SECONDS_TO_SEND);
    tell(lost + made.takeDropped(), "calls could not be counted by operation");
    tell(spans.takeDropped(), "calls of traces that are left out could not be counted");
  }

  /** Sends what is left, and waits for no more than a few seconds. */
  void sendLast() {
    sendWithin(SECONDS_TO_SEND_LAST);
  }

  private void sendWithin(long seconds) {
    MetricExporter way = exporter;
    Tallies.Taken takenSpans = spans.take();
    Tallies.Taken takenMade = made.take();
    if (way == null || (takenSpans.isEmpty() && takenMade.isEmpty())) {
      return;
    }
    boolean sent = false;
    try {
      sent = sent(way, metrics(takenSpans, takenMade), seconds);
    } finally {
      if (!sent) {
        spans.putBack(takenSpans);
        made.putBack(takenMade);
      }
    }
  }

  private static boolean sent(MetricExporter way, List<MetricData> metrics, long seconds) {
    try {
      return way.export(metrics).join(seconds, TimeUnit.SECONDS).isSuccess();
    } catch (RuntimeException e) {
      logger.log(Level.INFO, "counts of calls could not be sent", e);
      return false;
    }
  }

  private static void tell(long number, String what) {
    if (number > 0) {
      logger.info(number + " " + what);
    }
  }

  private List<MetricData> metrics(Tallies.Taken takenSpans, Tallies.Taken takenMade) {
    List<MetricData> metrics = new ArrayList<>();
    add("span.duration", "Duration of spans", takenSpans.durations(), metrics);
    add("queue.duration", "Time of messages in a queue", takenSpans.queued(), metrics);
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
