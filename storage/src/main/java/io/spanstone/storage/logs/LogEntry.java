package io.spanstone.storage.logs;

import io.spanstone.otlp.Slice;

/**
 * A log record that was found.
 *
 * @param id names the record for as long as it is stored
 * @param timeUnixNano its time, or if that is unknown its observed time
 * @param resource the OTLP Resource message that it belongs to
 * @param scope the InstrumentationScope message that it belongs to
 * @param message the LogRecord message
 */
public record LogEntry(LogId id, long timeUnixNano, Slice resource, Slice scope, Slice message) {

  Place place() {
    return Place.of(timeUnixNano, id.block(), id.ordinal());
  }
}
