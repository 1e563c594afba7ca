package io.spanstone.collector.derive;

import io.spanstone.block.PeriodRule;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.LogPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many log records of each pattern one segment has. Not thread-safe; one a segment. */
final class LogMetrics {
  private static final String[] LEVELS = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
  private static final String UNSPECIFIED = "UNSPECIFIED";
  private static final int NUMBERS_OF_A_LEVEL = 4;

  private final DeriveLimits limits;
  private final SeriesCap cap;
  private final ExampleTimes examples;
  private final Instant arrivedAt;
  private final long arrivedUnixNano;
  private final long earliestUnixNano;
  private final long latestUnixNano;

  private final RecordCursor records = new RecordCursor(Slice.EMPTY);
  private final LogRecordView record = new LogRecordView();
  private final LogPattern pattern = new LogPattern();
  private final Map<Slice, Integer> serviceNumbers = new HashMap<>();
  private final List<ServiceVersion> services = new ArrayList<>();

  /** By the service's number, without a look at the limits. */
  private final Map<RecordKey, LogSeries> known = new HashMap<>();

  private final Map<ServiceVersion, Map<LogSeries.Key, LogSeries>> series = new LinkedHashMap<>();
  private final Map<ServiceVersion, Map<String, LogSeries>> others = new LinkedHashMap<>();

  private int points;
  private int refusedByTime;
  private int refusedBySize;
  private int overflowed;

  LogMetrics(DeriveLimits limits, SeriesCap cap, ExampleTimes examples, PeriodRule accepted) {
    this.limits = limits;
    this.cap = cap;
    this.examples = examples;
    this.arrivedAt = accepted.segmentCreatedAt();
    this.arrivedUnixNano = UnixNano.of(arrivedAt);
    this.earliestUnixNano = Math.max(1, UnixNano.of(accepted.earliest()));
    this.latestUnixNano = UnixNano.of(accepted.latest());
  }

  private record RecordKey(int service, int level, long pattern) {}

  /** Counts the records of a well-formed export request; keeps its bytes. */
  void add(Slice request) {
    records.reset(request);
    int resource = -1;
    int service = 0;
    while (records.next()) {
      if (records.resourceOrdinal() != resource) {
        resource = records.resourceOrdinal();
        service = serviceNumber(records.resource());
      }
      record.read(records.record());
      add(service);
    }
  }

  /** Writes the points of all records that were added; call it once. */
  void writeTo(MetricsWriter writer) {
    series.forEach((service, ofService) -> write(service, ofService.values(), writer));
    others.forEach((service, ofService) -> write(service, ofService.values(), writer));
  }

  /** Records of which the time is not credible. */
  int refusedByTime() {
    return refusedByTime;
  }

  /** Records beyond the limits of a segment. */
  int refusedBySize() {
    return refusedBySize;
  }

  /** Records that are counted as {@code other}; known once written. */
  int overflowed() {
    return overflowed;
  }

  private void add(int service) {
    long told = UnixNano.ofUnsigned(record.timeOrObservedTimeUnixNano());
    long time = told == 0 ? arrivedUnixNano : told;
    if (time < earliestUnixNano || time > latestUnixNano) {
      refusedByTime++;
      return;
    }
    int level = level(record.severityNumber());
    RecordKey key = new RecordKey(service, level, pattern.read(record).id());
    LogSeries found = known.get(key);
    if (found == null) {
      found = series(services.get(service), levelName(level));
      known.put(key, found);
    }
    long cell = Cell.indexAt(time);
    if (!found.hasCell(cell)) {
      if (points >= limits.maxPoints()) {
        refusedBySize++;
        return;
      }
      points++;
    }
    found.add(cell, record, time);
  }

  private LogSeries series(ServiceVersion service, String severity) {
    LogSeries.Key key = new LogSeries.Key(severity, pattern.id());
    Map<LogSeries.Key, LogSeries> ofService = series.get(service);
    if (ofService != null && ofService.containsKey(key)) {
      return ofService.get(key);
    }
    long hash = Hash.mix(severity.hashCode(), pattern.id());
    return switch (cap.admit(service.serviceKey(), hash, arrivedAt)) {
      case ADMITTED -> {
        boolean due = examples.isDue(Hash.mix(hash, service.serviceKey().hashCode()), arrivedAt);
        LogSeries added = LogSeries.of(key, pattern.template(), due);
        series.computeIfAbsent(service, unused -> new LinkedHashMap<>()).put(key, added);
        yield added;
      }
      case OTHER_SERIES -> other(service, severity);
      case OTHER_SERVICE -> other(ServiceVersion.OTHER, severity);
    };
  }

  private LogSeries other(ServiceVersion service, String severity) {
    return others
        .computeIfAbsent(service, unused -> new LinkedHashMap<>())
        .computeIfAbsent(severity, LogSeries::other);
  }

  private int serviceNumber(Slice resource) {
    return serviceNumbers.computeIfAbsent(
        resource,
        message -> {
          ServiceVersion service = ServiceVersion.ofResource(message).anyVersion();
          int known = services.indexOf(service);
          if (known >= 0) {
            return known;
          }
          services.add(service);
          return services.size() - 1;
        });
  }

  private void write(ServiceVersion service, Iterable<LogSeries> all, MetricsWriter writer) {
    writer.start(DerivedMetric.LOG_RECORDS);
    for (LogSeries each : all) {
      for (LogCount count : each.counts()) {
        if (writer.size() > limits.maxBytes()) {
          refusedBySize += (int) count.count();
        } else {
          writer.add(count);
          overflowed += each.isOverflow() ? (int) count.count() : 0;
        }
      }
    }
    writer.end(service.resource());
  }

  /** 0 for none, 1 to 6 for the levels from TRACE to FATAL. */
  private static int level(int severityNumber) {
    return severityNumber < 1 || severityNumber > NUMBERS_OF_A_LEVEL * LEVELS.length
        ? 0
        : (severityNumber + NUMBERS_OF_A_LEVEL - 1) / NUMBERS_OF_A_LEVEL;
  }

  private static String levelName(int level) {
    return level == 0 ? UNSPECIFIED : LEVELS[level - 1];
  }
}
