package io.spanstone.collector.derive;

import io.spanstone.block.SeverityLevel;
import io.spanstone.collector.cell.Cell;
import io.spanstone.otlp.Slice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Log records of one segment, counted by service, severity and what a {@link Kind} tells them apart
 * by. Not thread-safe.
 */
final class LogTally {
  private static final int SEVERITY_NUMBERS = SeverityLevel.FATAL.last() + 1;

  private final DerivedMetric metric;
  private final DeriveLimits limits;
  private final SeriesCap cap;
  private final ExampleTimes examples;
  private final Instant arrivedAt;

  /** Those of records before, by the service's number and the level: without a look at limits. */
  private final KnownSeries known = new KnownSeries();

  private final Map<ServiceVersion, Map<SeriesKey, LogSeries>> series = new LinkedHashMap<>();
  private final Map<ServiceVersion, Map<String, LogSeries>> others = new LinkedHashMap<>();

  private int points;
  private int refused;
  private int overflowed;

  LogTally(
      DerivedMetric metric,
      DeriveLimits limits,
      SeriesCap cap,
      ExampleTimes examples,
      Instant arrivedAt) {
    this.metric = metric;
    this.limits = limits;
    this.cap = cap;
    this.examples = examples;
    this.arrivedAt = arrivedAt;
  }

  private record SeriesKey(String severity, long id) {}

  /** What records are told apart by, of the record that is being counted. */
  interface Kind {
    long id();

    /** The trace that an example leads to; may be empty. */
    Slice traceId();

    /** Its span; may be empty. */
    Slice spanId();

    /** What an example shows, in UTF-8. */
    Slice example();

    LogSeries series(String severity, boolean wantsExample);

    /** The series of what is beyond the limits. */
    LogSeries other(String severity);
  }

  /**
   * Counts a record.
   *
   * @param number of the service, in this segment
   */
  void add(int number, ServiceVersion service, int severityNumber, long timeUnixNano, Kind kind) {
    SeverityLevel level = SeverityLevel.of(severityNumber);
    int owner = number * SEVERITY_NUMBERS + level.first();
    LogSeries found = known.find(owner, kind.id());
    if (found == null) {
      found = series(service, level.name(), kind);
      known.put(owner, kind.id(), found);
    }
    long index = Cell.indexAt(timeUnixNano);
    LogCount count = found.count(index);
    if (count == null) {
      if (points >= limits.maxPoints()) {
        refused++;
        return;
      }
      points++;
      count = found.addCell(index, timeUnixNano, kind);
    }
    count.increment();
  }

  /** Writes the points of all records that were added; call it once. */
  void writeTo(MetricsWriter writer) {
    series.forEach((service, ofService) -> write(service, ofService.values(), writer));
    others.forEach((service, ofService) -> write(service, ofService.values(), writer));
  }

  /** Records beyond the limits of a segment; known once written. */
  int refused() {
    return refused;
  }

  /** Records that are counted as {@code other}; known once written. */
  int overflowed() {
    return overflowed;
  }

  private LogSeries series(ServiceVersion service, String severity, Kind kind) {
    SeriesKey key = new SeriesKey(severity, kind.id());
    Map<SeriesKey, LogSeries> ofService = series.get(service);
    if (ofService != null && ofService.containsKey(key)) {
      return ofService.get(key);
    }
    long hash = Hash.mix(severity.hashCode(), kind.id());
    return switch (cap.admit(service.serviceKey(), hash, arrivedAt)) {
      case ADMITTED -> {
        boolean due = examples.isDue(Hash.mix(hash, service.serviceKey().hashCode()), arrivedAt);
        LogSeries added = kind.series(severity, due);
        series.computeIfAbsent(service, unused -> new LinkedHashMap<>()).put(key, added);
        yield added;
      }
      case OTHER_SERIES -> other(service, severity, kind);
      case OTHER_SERVICE -> other(ServiceVersion.OTHER, severity, kind);
    };
  }

  private LogSeries other(ServiceVersion service, String severity, Kind kind) {
    return others
        .computeIfAbsent(service, unused -> new LinkedHashMap<>())
        .computeIfAbsent(severity, kind::other);
  }

  private void write(ServiceVersion service, Iterable<LogSeries> all, MetricsWriter writer) {
    writer.start(metric);
    for (LogSeries each : all) {
      for (LogCount count : each.counts()) {
        if (writer.size() > limits.maxBytes()) {
          refused += (int) count.count();
        } else {
          writer.add(count);
          overflowed += each.isOverflow() ? (int) count.count() : 0;
        }
      }
    }
    writer.end(service.resource());
  }
}
