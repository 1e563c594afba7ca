package io.spanstone.collector.derive;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.block.LogVisitor;
import io.spanstone.block.PeriodRule;
import io.spanstone.collector.cell.AgentCounts;
import io.spanstone.collector.edge.CallFacts;
import io.spanstone.collector.edge.CallReader;
import io.spanstone.collector.edge.LateCalls;
import io.spanstone.collector.edge.Settlement;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derives metrics from spans: for each service, span name, kind and status how many calls ended in
 * each 10 s of event time, and how long they took; and the same for each edge of the dependency
 * graph. And counts log records by their patterns, and exceptions by group. Every valid span and
 * every log record counts once, but those that are refused, which counters tell. {@code
 * docs/reference/derived-metrics.md} says what is made. Thread-safe.
 */
public final class Deriver {
  private static final Logger LOG = LoggerFactory.getLogger(Deriver.class);

  private final DeriveLimits limits;
  private final DeriveLimits edgeLimits;
  private final SeriesCap cap;
  private final EdgeCap edgeCap;
  private final LateCalls lateCalls = new LateCalls();
  private final LogLimits patterns;
  private final LogLimits exceptions;
  private final LogLimits spanExceptions;
  private final DeriverCounters counters;

  public Deriver(DeriveLimits limits, MeterRegistry meters) {
    this(limits, DeriveLimits.EDGES, DeriveLimits.LOGS, DeriveLimits.EXCEPTIONS, meters);
  }

  /**
   * @param edgeLimits of the edges, of which a service's series are those that lead away from it
   * @param patternLimits of the patterns of log records
   * @param exceptionLimits of the groups of exceptions in log records, and of those in spans
   */
  public Deriver(
      DeriveLimits limits,
      DeriveLimits edgeLimits,
      DeriveLimits patternLimits,
      DeriveLimits exceptionLimits,
      MeterRegistry meters) {
    this.limits = limits;
    this.edgeLimits = edgeLimits;
    this.cap = new SeriesCap(limits);
    this.edgeCap = new EdgeCap(edgeLimits, limits);
    this.patterns = new LogLimits(DerivedMetric.LOG_RECORDS, patternLimits);
    this.exceptions = new LogLimits(DerivedMetric.LOG_EXCEPTIONS, exceptionLimits);
    this.spanExceptions = new LogLimits(DerivedMetric.SPAN_EXCEPTIONS, exceptionLimits);
    this.counters = new DeriverCounters(meters);
    Gauge.builder("spanstone.derived.series", cap, SeriesCap::size)
        .description("Series derived from the spans of the last one to two hours")
        .register(meters);
    Gauge.builder("spanstone.derived.edges", edgeCap, EdgeCap::edges)
        .description("Edges, by status, of the last one to two hours")
        .register(meters);
    Gauge.builder("spanstone.derived.edge.operations", edgeCap, EdgeCap::operations)
        .description("Edges, by status and operation, of the last one to two hours")
        .register(meters);
    Gauge.builder("spanstone.derived.late.calls", lateCalls, LateCalls::size)
        .description(
            "Calls of which it is remembered whether the caller or the server counted them")
        .register(meters);
    Gauge.builder("spanstone.derived.patterns", patterns.cap, SeriesCap::size)
        .description("Patterns of log records, by severity, of the last one to two hours")
        .register(meters);
    Gauge.builder("spanstone.derived.exceptions", exceptions.cap, SeriesCap::size)
        .description("Groups of exceptions, by severity, of the last one to two hours")
        .tag("source", "log")
        .register(meters);
    Gauge.builder("spanstone.derived.exceptions", spanExceptions.cap, SeriesCap::size)
        .description("Groups of exceptions, by severity, of the last one to two hours")
        .tag("source", "span")
        .register(meters);
  }

  /** What bounds one metric of log records. */
  private static final class LogLimits {
    final DerivedMetric metric;
    final DeriveLimits limits;
    final SeriesCap cap;
    final ExampleTimes examples;

    LogLimits(DerivedMetric metric, DeriveLimits limits) {
      this.metric = metric;
      this.limits = limits;
      this.cap = new SeriesCap(limits);
      this.examples = new ExampleTimes(limits.maxSeries());
    }

    LogTally newTally(Instant arrivedAt) {
      return new LogTally(metric, limits, cap, examples, arrivedAt);
    }
  }

  /**
   * Begins to count the log records of one segment by their patterns, and their exceptions by
   * group.
   *
   * @param accepted what times are credible
   */
  public Logs logs(PeriodRule accepted) {
    return new Logs(accepted);
  }

  /** What is derived from the log records of one segment, record by record. Not thread-safe. */
  public final class Logs implements LogVisitor {
    private final LogMetrics metrics;
    private @Nullable RuntimeException failure;

    private Logs(PeriodRule accepted) {
      Instant arrivedAt = accepted.segmentCreatedAt();
      this.metrics =
          new LogMetrics(patterns.newTally(arrivedAt), exceptions.newTally(arrivedAt), accepted);
    }

    /** Counts the record; never throws, so that the record is stored in any case. */
    @Override
    public void visit(
        Slice resource,
        Slice record,
        long timeUnixNano,
        int severityNumber,
        LogPattern pattern,
        @Nullable ExceptionGroup exception) {
      if (failure == null) {
        try {
          metrics.visit(resource, record, timeUnixNano, severityNumber, pattern, exception);
        } catch (RuntimeException e) {
          failure = e;
        }
      }
    }

    /** All that was derived; nothing if that failed. Call it once. */
    public DerivedMetrics finish() {
      if (failure != null) {
        return failed(failure);
      }
      MetricsWriter writer = new MetricsWriter();
      DerivedMetrics derived;
      try {
        metrics.writeTo(writer);
        derived = writer.finish();
      } catch (RuntimeException e) {
        return failed(e);
      }
      counters.derived(derived.points());
      counters.count(metrics);
      return derived;
    }

    private DerivedMetrics failed(RuntimeException e) {
      LOG.error("No metrics are derived from a segment; its log records are stored", e);
      counters.failed();
      return DerivedMetrics.NONE;
    }
  }

  /** Begins to derive from what agents counted, in one segment of metrics. */
  public Counts counts(Instant segmentCreatedAt) {
    return new Counts(segmentCreatedAt);
  }

  /** What is derived from agents' counts in one segment, request by request. Not thread-safe. */
  public final class Counts {
    private final CountMetrics metrics;

    private Counts(Instant segmentCreatedAt) {
      this.metrics = new CountMetrics(cap, edgeCap, segmentCreatedAt);
    }

    /** Adds those of a request that {@link AgentCounts} finds no problem with; keeps its bytes. */
    public void add(Slice request) {
      metrics.add(request);
    }

    /** How many of the requests' points are counts. */
    public int read() {
      return metrics.read();
    }

    /** All that was derived. Call it once. */
    public DerivedMetrics finish() {
      MetricsWriter writer = new MetricsWriter();
      metrics.writeTo(writer);
      counters.counted(metrics.read());
      return writer.finish();
    }
  }

  /**
   * Derives from one segment.
   *
   * @param requests the segment's well-formed export requests of traces
   * @param accepted what end times are credible
   */
  public Derived derive(UUID segment, Iterable<Slice> requests, PeriodRule accepted) {
    Spans spans = spans(segment, accepted);
    requests.forEach(spans::add);
    return spans.finish();
  }

  /**
   * Begins to derive from one segment.
   *
   * @param accepted what end times are credible
   */
  public Spans spans(UUID segment, PeriodRule accepted) {
    return new Spans(segment, accepted);
  }

  /** What is derived from the spans of one segment, request by request. Not thread-safe. */
  public final class Spans {
    private final UUID segment;
    private final Instant createdAt;
    private final EdgeMetrics edges;
    private final CallReader calls;
    private final SpanExceptions exceptions;
    private final SpanMetrics metrics;
    private @Nullable RuntimeException failure;

    private Spans(UUID segment, PeriodRule accepted) {
      this.segment = segment;
      this.createdAt = accepted.segmentCreatedAt();
      this.edges = new EdgeMetrics(edgeLimits, edgeCap, createdAt);
      this.calls = new CallReader(edges, lateCalls);
      this.exceptions = new SpanExceptions(spanExceptions.newTally(createdAt));
      this.metrics = new SpanMetrics(limits, cap, accepted, calls, exceptions);
    }

    /** Adds a well-formed export request of traces; its bytes are kept. */
    public void add(Slice request) {
      if (failure == null) {
        try {
          metrics.add(request);
        } catch (RuntimeException e) {
          failure = e;
        }
      }
    }

    /** All that was derived; nothing if that failed. Call it once. */
    public Derived finish() {
      if (failure != null) {
        return failed(failure);
      }
      MetricsWriter writer = new MetricsWriter();
      Derived derived;
      try {
        metrics.writeTo(writer);
        edges.writeTo(writer);
        exceptions.writeTo(writer);
        derived = new Derived(writer.finish(), calls.facts(segment, createdAt.toEpochMilli()));
      } catch (RuntimeException e) {
        return failed(e);
      }
      counters.derived(derived.metrics().points());
      counters.count(metrics);
      counters.count(edges);
      counters.countExceptions(exceptions.tally());
      return derived;
    }

    private Derived failed(RuntimeException e) {
      LOG.error("No metrics are derived from a segment; its spans are stored", e);
      counters.failed();
      return new Derived(
          DerivedMetrics.NONE, CallFacts.incomplete(segment, createdAt.toEpochMilli()));
    }
  }

  /**
   * Derives from the calls of one segment what it takes its neighbours to tell.
   *
   * @param around the calls of all segments within the window, those of {@code calls} too
   */
  public DerivedMetrics settle(CallFacts calls, List<CallFacts> around) {
    Instant createdAt = Instant.ofEpochMilli(calls.createdAtMillis());
    EdgeMetrics edges = new EdgeMetrics(edgeLimits, edgeCap, createdAt);
    int undecided = Settlement.of(calls, around, lateCalls, edges);
    MetricsWriter writer = new MetricsWriter();
    edges.writeTo(writer);
    DerivedMetrics derived = writer.finish();
    counters.derived(derived.points());
    counters.count(edges);
    counters.undecided(undecided);
    return derived;
  }
}
