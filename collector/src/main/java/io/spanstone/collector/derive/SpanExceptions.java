package io.spanstone.collector.derive;

import io.spanstone.otlp.EventView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.Submessages;
import io.spanstone.pattern.ExceptionGroup;

/** How many exceptions of each group the spans of one segment record. Not thread-safe. */
final class SpanExceptions {
  /** What OpenTelemetry calls such an event. */
  private static final Slice EXCEPTION = Slice.ofUtf8("exception");

  private final LogTally tally;
  private final EventView event = new EventView();
  private final ExceptionGroup group = new ExceptionGroup();
  private final LogKinds.BySpanException kind = new LogKinds.BySpanException();

  SpanExceptions(LogTally tally) {
    this.tally = tally;
  }

  /**
   * Counts those of a span, at its end.
   *
   * @param number of the service, in this segment
   */
  void add(int number, ServiceVersion service, SpanView span) {
    for (Submessages events = span.events(); events.next(); ) {
      if (event.read(events.message()).name().equals(EXCEPTION)
          && group.read(event.attributes()).id() != ExceptionGroup.NONE) {
        tally.add(number, service.anyVersion(), 0, span.endTimeUnixNano(), kind.of(span, group));
      }
    }
  }

  LogTally tally() {
    return tally;
  }

  /** Writes the points of all spans that were added; call it once. */
  void writeTo(MetricsWriter writer) {
    tally.writeTo(writer);
  }
}
