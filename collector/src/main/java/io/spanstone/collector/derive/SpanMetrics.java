package io.spanstone.collector.derive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.block.PeriodRule;
import io.spanstone.block.UnixNano;
import io.spanstone.collector.cell.Cell;
import io.spanstone.collector.edge.CallReader;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.pattern.SpanNameTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The RED metrics of one segment's spans. Not thread-safe; one a segment. */
final class SpanMetrics {
  private final DeriveLimits limits;
  private final SeriesCap cap;
  private final CallReader calls;
  private final SpanExceptions exceptions;
  private final Instant arrivedAt;
  private final long earliestUnixNano;
  private final long latestUnixNano;

  private final RecordCursor spans = new RecordCursor(Slice.EMPTY);
  private final SpanView span = new SpanView();
  private final RawNames rawNames = new RawNames();
  private final Map<Slice, Integer> serviceNumbers = new HashMap<>();
  private final Map<ServiceVersion, Integer> numbersByService = new HashMap<>();
  private final List<ServiceVersion> services = new ArrayList<>();
  private final List<String> serviceIds = new ArrayList<>();
  private final Map<ServiceVersion, Map<Series.Key, Series>> series = new LinkedHashMap<>();

  private int seriesCount;
  private int points;
  private int refusedByTime;
  private int refusedBySize;
  private int overflowed;

  /**
   * @param calls is given each span that is counted
   * @param exceptions is given those that have events
   */
  SpanMetrics(
      DeriveLimits limits,
      SeriesCap cap,
      PeriodRule accepted,
      CallReader calls,
      SpanExceptions exceptions) {
    this.limits = limits;
    this.cap = cap;
    this.calls = calls;
    this.exceptions = exceptions;
    this.arrivedAt = accepted.segmentCreatedAt();
    this.earliestUnixNano = Math.max(1, UnixNano.of(accepted.earliest()));
    this.latestUnixNano = UnixNano.of(accepted.latest());
  }

  /** Counts the valid spans of a well-formed export request; keeps its bytes. */
  void add(Slice request) {
    spans.reset(request);
    int resource = -1;
    int service = 0;
    while (spans.next()) {
      if (spans.resourceOrdinal() != resource) {
        resource = spans.resourceOrdinal();
        service = serviceNumber(spans.resource());
      }
      if (span.read(spans.record()).hasValidIds()) {
        add(service);
      }
    }
  }

  /** Writes the points of all spans that were added; call it once. */
  void writeTo(MetricsWriter writer) {
    series.forEach(
        (service, ofService) -> {
          writer.start(DerivedMetric.SPAN_DURATION);
          ofService.values().forEach(each -> write(each, writer));
          writer.end(service.resource());
        });
  }

  /** Spans of which the end is not a credible time. */
  int refusedByTime() {
    return refusedByTime;
  }

  /** Spans beyond the limits of a segment. */
  int refusedBySize() {
    return refusedBySize;
  }

  /** Spans that are counted as {@code other}; known once written. */
  int overflowed() {
    return overflowed;
  }

  private void add(int service) {
    long end = span.endTimeUnixNano();
    if (end < earliestUnixNano || end > latestUnixNano) {
      refusedByTime++;
      return;
    }
    if (span.hasEvents()) {
      exceptions.add(service, services.get(service), span);
    }
    Series found = series(service);
    calls.add(service, serviceIds.get(service), found.operation(), span);
    long index = Cell.indexAt(end);
    CellTally cell = found.cell(index);
    if (cell == null) {
      if (points >= limits.maxPoints()) {
        refusedBySize++;
        return;
      }
      points++;
      cell = found.addCell(index);
    }
    cell.add(span);
  }

  private Series series(int service) {
    int kind = span.kind() < 0 || span.kind() > SpanView.KIND_CONSUMER ? 0 : span.kind();
    int status =
        span.statusCode() < 0 || span.statusCode() > SpanView.STATUS_ERROR ? 0 : span.statusCode();
    int rest = kind << 2 | status;
    Slice name = span.name();
    Series known = rawNames.find(service, name, rest);
    if (known != null) {
      return known;
    }
    Series.Key key = new Series.Key(SpanNameTemplate.of(name), kind, status);
    Series found = series(services.get(service), key);
    rawNames.put(service, name, rest, found);
    return found;
  }

  private Series series(ServiceVersion service, Series.Key key) {
    Map<Series.Key, Series> ofService = series.get(service);
    Series known = ofService == null ? null : ofService.get(key);
    if (known != null && !known.isOverflow()) {
      return known;
    }
    return switch (cap.admit(service.serviceKey(), hash(service, key), arrivedAt)) {
      case ADMITTED -> series(service, key, false);
      case OTHER_SERIES -> series(service.anyVersion(), key.other(), true);
      case OTHER_SERVICE -> series(ServiceVersion.OTHER, key.other(), true);
    };
  }

  private Series series(ServiceVersion service, Series.Key key, boolean overflow) {
    return series
        .computeIfAbsent(service, unused -> new LinkedHashMap<>())
        .computeIfAbsent(key, unused -> new Series(key, ++seriesCount, overflow));
  }

  private int serviceNumber(Slice resource) {
    return serviceNumbers.computeIfAbsent(
        resource,
        message ->
            numbersByService.computeIfAbsent(ServiceVersion.ofResource(message), this::number));
  }

  private int number(ServiceVersion service) {
    services.add(service);
    serviceIds.add(service.qualifiedName());
    return services.size() - 1;
  }

  private void write(Series each, MetricsWriter writer) {
    for (CellTally cell : each.cells()) {
      if (writer.size() > limits.maxBytes()) {
        refusedBySize += cell.count();
      } else {
        writer.add(cell.toPoint(each.attributes()));
        overflowed += each.isOverflow() ? cell.count() : 0;
      }
    }
  }

  /** What a cap knows a series by. */
  static long hash(ServiceVersion service, Series.Key key) {
    String text = service.version() + '\0' + key.spanName() + '\0' + key.kind() + key.statusCode();
    byte[] bytes = text.getBytes(UTF_8);
    return Hash.of(0, bytes, 0, bytes.length);
  }
}
