package io.spanstone.collector.derive;

import io.spanstone.block.PeriodRule;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.ExceptionGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many log records of each pattern, and how many exceptions of each group, one segment has. Not
 * thread-safe; one a segment.
 */
final class LogMetrics {
  private final LogTally patterns;
  private final LogTally exceptions;
  private final long arrivedUnixNano;
  private final long earliestUnixNano;
  private final long latestUnixNano;

  private final RecordCursor records = new RecordCursor(Slice.EMPTY);
  private final LogRecordView record = new LogRecordView();
  private final LogKinds.ByPattern byPattern = new LogKinds.ByPattern();
  private final LogKinds.ByException byException = new LogKinds.ByException();
  private final Map<Slice, Integer> serviceNumbers = new HashMap<>();
  private final List<ServiceVersion> services = new ArrayList<>();

  private int refusedByTime;

  LogMetrics(LogTally patterns, LogTally exceptions, PeriodRule accepted) {
    this.patterns = patterns;
    this.exceptions = exceptions;
    this.arrivedUnixNano = UnixNano.of(accepted.segmentCreatedAt());
    this.earliestUnixNano = Math.max(1, UnixNano.of(accepted.earliest()));
    this.latestUnixNano = UnixNano.of(accepted.latest());
  }

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
    patterns.writeTo(writer);
    exceptions.writeTo(writer);
  }

  /** Records of which the time is not credible. */
  int refusedByTime() {
    return refusedByTime;
  }

  LogTally patterns() {
    return patterns;
  }

  LogTally exceptions() {
    return exceptions;
  }

  private void add(int number) {
    long told = UnixNano.ofUnsigned(record.timeOrObservedTimeUnixNano());
    long time = told == 0 ? arrivedUnixNano : told;
    if (time < earliestUnixNano || time > latestUnixNano) {
      refusedByTime++;
      return;
    }
    ServiceVersion service = services.get(number);
    patterns.add(number, service, record, time, byPattern.read(record));
    if (byException.read(record).id() != ExceptionGroup.NONE) {
      exceptions.add(number, service, record, time, byException);
    }
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
}
