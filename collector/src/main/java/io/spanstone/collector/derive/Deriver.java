package io.spanstone.collector.derive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.block.PeriodRule;
import io.spanstone.otlp.Slice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derives RED metrics from spans: for each service, span name, kind and status how many calls ended
 * in each 10 s of event time, and how long they took. Every valid span counts once, but those that
 * are refused, which counters tell. {@code docs/reference/derived-metrics.md} says what is made.
 * Thread-safe.
 */
public final class Deriver {
  private static final Logger LOG = LoggerFactory.getLogger(Deriver.class);

  private final DeriveLimits limits;
  private final SeriesCap cap;
  private final Counter failures;
  private final Counter points;
  private final Counter overflowed;
  private final Counter refusedByTime;
  private final Counter refusedBySize;

  public Deriver(DeriveLimits limits, MeterRegistry meters) {
    this.limits = limits;
    this.cap = new SeriesCap(limits);
    failures =
        Counter.builder("spanstone.derived.failures")
            .description("Segments that no metrics could be derived from, for a fault of ours")
            .register(meters);
    points =
        Counter.builder("spanstone.derived.points")
            .description("Data points derived from spans")
            .register(meters);
    overflowed =
        Counter.builder("spanstone.derived.overflow.spans")
            .description("Spans counted in a series \"other\", beyond the limit of series")
            .register(meters);
    refusedByTime = refused("time", meters);
    refusedBySize = refused("size", meters);
    Gauge.builder("spanstone.derived.series", cap, SeriesCap::size)
        .description("Series derived from the spans of the last one to two hours")
        .register(meters);
  }

  /**
   * Derives the metrics of one segment.
   *
   * @param requests the segment's well-formed export requests of traces
   * @param accepted what end times are credible
   */
  public DerivedMetrics derive(Iterable<Slice> requests, PeriodRule accepted) {
    SpanMetrics metrics = new SpanMetrics(limits, cap, accepted);
    DerivedMetrics derived;
    try {
      requests.forEach(metrics::add);
      derived = metrics.finish();
    } catch (RuntimeException e) {
      LOG.error("No metrics are derived from a segment; its spans are stored", e);
      failures.increment();
      return DerivedMetrics.NONE;
    }
    points.increment(derived.points());
    overflowed.increment(metrics.overflowed());
    refusedByTime.increment(metrics.refusedByTime());
    refusedBySize.increment(metrics.refusedBySize());
    return derived;
  }

  private static Counter refused(String reason, MeterRegistry meters) {
    return Counter.builder("spanstone.derived.refused.spans")
        .description("Spans that derived metrics do not count, because of their end time or size")
        .tag("reason", reason)
        .register(meters);
  }
}
