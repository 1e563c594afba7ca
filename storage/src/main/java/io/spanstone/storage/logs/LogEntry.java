package io.spanstone.storage.logs;

import io.spanstone.otlp.Slice;
import io.spanstone.storage.logs.scan.LogScan;

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

  /** The current record of a scan, so that it does not keep its whole block in memory. */
  static LogEntry copyOf(LogScan scan, LogId id) {
    return new LogEntry(
        id,
        scan.timeUnixNano(),
        copy(scan.cursor().resource()),
        copy(scan.cursor().scope()),
        copy(scan.record().message()));
  }

  static Slice copy(Slice slice) {
    return Slice.of(slice.toByteArray());
  }

  Place place() {
    return Place.of(timeUnixNano, id.block(), id.ordinal());
  }
}
