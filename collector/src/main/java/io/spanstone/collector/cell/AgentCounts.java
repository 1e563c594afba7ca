package io.spanstone.collector.cell;

import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.ForeignScope;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.RepeatedNumbers;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import java.util.Set;

/**
 * What our agent says of the spans that it does not export, since their traces are not sampled: how
 * many there were and how long they took; and of the calls that a service makes in its operations.
 * {@code docs/reference/agent-counts.md} describes it.
 */
public final class AgentCounts {
  /** Name of the scope of these metrics. */
  public static final String SCOPE = "io.spanstone.agent.counts";

  static final Slice SPAN_DURATION = Slice.ofUtf8("span.duration");
  public static final Slice QUEUE_DURATION = Slice.ofUtf8("queue.duration");

  /** Of calls that are made, by the operation in which they are; sampled or not. */
  public static final Slice CALL_DURATION = Slice.ofUtf8("call.duration");

  private static final Set<Slice> NAMES = Set.of(SPAN_DURATION, QUEUE_DURATION, CALL_DURATION);
  private static final Slice SCOPE_NAME = Slice.ofUtf8(SCOPE);

  private AgentCounts() {}

  /** Whether a request of metrics holds any. */
  public static boolean isIn(Slice request) {
    return ForeignScope.isIn(request, SCOPE_NAME);
  }

  /** The request without them, and how many points they were. */
  public static ForeignScope.Rest without(Slice request) {
    return ForeignScope.without(request, SCOPE_NAME);
  }

  /** What is wrong with those of a well-formed request; empty if nothing is. */
  public static String problem(Slice request) {
    Reader reader = new Reader(request);
    ExponentialHistogramDataPointView point = new ExponentialHistogramDataPointView();
    while (reader.next()) {
      String problem = problem(reader.metric());
      if (!problem.isEmpty()) {
        return problem;
      }
      for (Submessages points = reader.metric().dataPoints(); points.next(); ) {
        problem = problem(point.read(points.message()));
        if (!problem.isEmpty()) {
          return problem;
        }
      }
    }
    return "";
  }

  private static String problem(MetricView metric) {
    if (!NAMES.contains(metric.name())) {
      return "a metric is called \"" + metric.name().utf8() + "\"";
    }
    return metric.type() == MetricView.Type.EXPONENTIAL_HISTOGRAM
            && metric.aggregationTemporality() == MetricView.TEMPORALITY_DELTA
        ? ""
        : "a metric is no exponential histogram of delta temporality";
  }

  private static String problem(ExponentialHistogramDataPointView point) {
    Cell cell = Cell.at(Cell.indexAt(point.startTimeUnixNano()));
    if (cell.startUnixNano() != point.startTimeUnixNano()
        || cell.endUnixNano() != point.timeUnixNano()) {
      return "a point is not of ten seconds";
    }
    if (point.scale() != DurationScale.SCALE) {
      return "a point is not of scale " + DurationScale.SCALE;
    }
    long count = point.zeroCount();
    int bucket = point.positive().offset();
    for (RepeatedNumbers counts = point.positive().bucketCounts(); counts.next(); bucket++) {
      if (counts.longValue() != 0 && !DurationScale.isBucket(bucket)) {
        return "a point has values that are no durations";
      }
      count += counts.longValue();
    }
    return count == point.count() && count > 0 && !point.negative().bucketCounts().next()
        ? ""
        : "the count of a point is not that of its buckets";
  }

  /** The metrics of this scope in a request, one after the other. Not thread-safe. */
  public static final class Reader {
    private final RecordCursor records;
    private final ScopeView scope = new ScopeView();
    private final MetricView metric = new MetricView();
    private int scopeOrdinal = -1;
    private boolean counts;

    public Reader(Slice request) {
      this.records = new RecordCursor(request);
    }

    public boolean next() {
      while (records.next()) {
        if (records.scopeOrdinal() != scopeOrdinal) {
          scopeOrdinal = records.scopeOrdinal();
          counts = scope.read(records.scope()).name().equals(SCOPE_NAME);
        }
        if (counts) {
          metric.read(records.record());
          return true;
        }
      }
      return false;
    }

    public MetricView metric() {
      return metric;
    }

    public Slice resource() {
      return records.resource();
    }
  }
}
