package io.spanstone.collector.derive;

import io.spanstone.block.LogVisitor;
import io.spanstone.block.PeriodRule;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.LogPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many log records of each pattern, and how many exceptions of each group, one segment has. Not
 * thread-safe; one a segment.
 */
final class LogMetrics implements LogVisitor {
  private final LogTally patterns;
  private final LogTally exceptions;
  private final long arrivedUnixNano;
  private final long earliestUnixNano;
  private final long latestUnixNano;

  private final LogKinds.ByPattern byPattern = new LogKinds.ByPattern();
  private final LogKinds.ByLogException byException = new LogKinds.ByLogException();
  private final Map<Slice, Integer> serviceNumbers = new HashMap<>();
  private final List<ServiceVersion> services = new ArrayList<>();

  /** That of the last record, and its service. */
  private @Nullable Slice lastResource;

  private int lastService;
  private int refusedByTime;

  LogMetrics(LogTally patterns, LogTally exceptions, PeriodRule accepted) {
    this.patterns = patterns;
    this.exceptions = exceptions;
    this.arrivedUnixNano = UnixNano.of(accepted.segmentCreatedAt());
    this.earliestUnixNano = Math.max(1, UnixNano.of(accepted.earliest()));
    this.latestUnixNano = UnixNano.of(accepted.latest());
  }

  /** Counts the record; keeps nothing of its bytes but those of its resource. */
  @Override
  public void visit(
      Slice resource,
      Slice record,
      long timeUnixNano,
      int severityNumber,
      LogPattern pattern,
      @Nullable ExceptionGroup exception) {
    long time = timeUnixNano == 0 ? arrivedUnixNano : timeUnixNano;
    if (time < earliestUnixNano || time > latestUnixNano) {
      refusedByTime++;
      return;
    }
    int number = lastServiceNumber(resource);
    ServiceVersion service = services.get(number);
    patterns.add(number, service, severityNumber, time, byPattern.of(record, pattern));
    if (exception != null) {
      exceptions.add(number, service, severityNumber, time, byException.of(record, exception));
    }
  }

  /** Writes the points of all records that were visited; call it once. */
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

  @SuppressWarnings("ReferenceEquality") // an equal one is looked up
  private int lastServiceNumber(Slice resource) {
    if (resource != lastResource) {
      lastResource = resource;
      lastService = serviceNumber(resource);
    }
    return lastService;
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
