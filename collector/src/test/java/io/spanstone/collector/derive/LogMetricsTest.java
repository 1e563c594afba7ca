package io.spanstone.collector.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.BlockPacker;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.PatternId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final PeriodRule RULE = new PeriodRule(IndexPeriod.DAY, NOW, Duration.ofDays(30));

  /** Messages with their templates. */
  private static final Map<String, String> MESSAGES =
      Map.of(
          "order %d is late", "order <*> is late",
          "user 'u%d' logged in", "user <*> logged in",
          "started", "started",
          "GET /orders/%d took 5 ms", "GET <*> took <*>",
          "", "");

  private static final String[] SERVICES = {"cart", "stock"};

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Deriver deriver =
      new Deriver(
          DeriveLimits.DEFAULT,
          DeriveLimits.EDGES,
          DeriveLimits.LOGS,
          DeriveLimits.EXCEPTIONS,
          meters);

  @Test
  void countsEveryRecordOnceInItsSeriesAndCell() {
    List<Slice> derived = new ArrayList<>();
    Map<String, Long> expected = new HashMap<>();
    Random random = new Random(5);
    for (int segment = 0; segment < 4; segment++) {
      List<Slice> requests = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        requests.add(Slice.of(randomLogs(random, expected).toByteArray()));
      }
      derived.add(derive(deriver, requests, RULE).request());
    }

    DerivedMetrics merged = DerivedMerge.of(derived);

    assertThat(counts(derived)).isEqualTo(expected);
    assertThat(counts(List.of(merged.request()))).isEqualTo(expected);
    assertThat(merged.points()).isEqualTo(expected.size());
  }

  @Test
  void aSeriesHasAnExampleEveryTenMinutes() {
    Slice request = Slice.of(logs("cart", record(17, "order 1 is late", NOW)).toByteArray());

    List<Slice> derived = new ArrayList<>();
    for (int minute : new int[] {0, 5, 9, 11}) {
      PeriodRule rule =
          new PeriodRule(
              IndexPeriod.DAY, NOW.plus(Duration.ofMinutes(minute)), Duration.ofDays(30));
      derived.add(derive(deriver, List.of(request), rule).request());
    }

    assertThat(points(derived))
        .extracting(NumberDataPoint::getExemplarsCount)
        .containsExactly(1, 0, 0, 1);
    assertThat(
            points(derived)
                .get(0)
                .getExemplars(0)
                .getFilteredAttributes(0)
                .getValue()
                .getStringValue())
        .isEqualTo("order 1 is late");
    assertThat(points(List.of(DerivedMerge.of(derived).request())).get(0).getExemplarsCount())
        .isEqualTo(1);
  }

  @Test
  void countsAsOtherWhatIsBeyondTheLimitOfPatterns() {
    Deriver small =
        new Deriver(
            DeriveLimits.DEFAULT,
            DeriveLimits.EDGES,
            new DeriveLimits(10, 10, 100, 1000, 1 << 20),
            DeriveLimits.EXCEPTIONS,
            meters);
    List<LogRecord> records = new ArrayList<>();
    for (char c = 'a'; c <= 'z'; c++) {
      records.add(record(9, "word " + c + c + c, NOW));
    }

    DerivedMetrics derived =
        derive(
            small,
            List.of(Slice.of(logs("cart", records.toArray(LogRecord[]::new)).toByteArray())),
            RULE);

    assertThat(derived.points()).isEqualTo(11);
    assertThat(counts(List.of(derived.request())))
        .containsEntry("cart|INFO|other||" + cell(NOW), 16L);
    assertThat(meters.counter("spanstone.derived.overflow.records").count()).isEqualTo(16);
  }

  @Test
  void refusesWhatHasNoCredibleTimeAndCountsIt() {
    LogsData logs =
        logs(
            "cart",
            record(9, "a", NOW),
            record(9, "a", NOW.minus(Duration.ofDays(31))),
            record(9, "a", NOW.plus(Duration.ofDays(2))),
            LogRecord.newBuilder().setBody(AnyValue.newBuilder().setStringValue("a")).build());

    DerivedMetrics derived = derive(deriver, List.of(Slice.of(logs.toByteArray())), RULE);

    assertThat(counts(List.of(derived.request())).values().stream().mapToLong(n -> n).sum())
        .isEqualTo(2);
    assertThat(meters.counter("spanstone.derived.refused.records", "reason", "time").count())
        .isEqualTo(2);
  }

  @Test
  void isADeltaSumOfRecords() {
    Slice request = Slice.of(logs("cart", record(9, "a", NOW)).toByteArray());

    Metric metric = metrics(derive(deriver, List.of(request), RULE).request()).get(0);

    assertThat(metric.getName()).isEqualTo("log.records");
    assertThat(metric.getUnit()).isEqualTo("{record}");
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
  }

  @Test
  void countsExceptionsByGroup() {
    LogsData logs =
        logs(
            "cart",
            exception("order 1 is late", "com.example.Cart.add(Cart.java:1)"),
            exception("order 2 is late", "com.example.Cart.add(Cart.java:2)"),
            exception("order 3 is late", "com.example.Cart.remove(Cart.java:3)"),
            record(17, "no exception", NOW));

    DerivedMetrics derived = derive(deriver, List.of(Slice.of(logs.toByteArray())), RULE);

    Metric metric = metrics(derived.request()).get(1);
    assertThat(metric.getName()).isEqualTo("log.exceptions");
    assertThat(metric.getUnit()).isEqualTo("{exception}");
    assertThat(metric.getSum().getDataPointsList())
        .extracting(point -> attributes(point).get("exception.location"), NumberDataPoint::getAsInt)
        .containsExactlyInAnyOrder(
            tuple("com.example.Cart.add", 2L), tuple("com.example.Cart.remove", 1L));
    NumberDataPoint add = metric.getSum().getDataPoints(0);
    assertThat(attributes(add))
        .containsEntry("exception.type", "shop.Late")
        .containsEntry("log.severity", "ERROR")
        .doesNotContainKey("exception.root.type");
    assertThat(attributes(add).get("exception.group.id")).hasSize(16);
    assertThat(add.getExemplars(0).getFilteredAttributes(0).getValue().getStringValue())
        .isEqualTo("order 1 is late");
    assertThat(metrics(DerivedMerge.of(List.of(derived.request(), derived.request())).request()))
        .filteredOn(each -> each.getName().equals("log.exceptions"))
        .flatExtracting(each -> each.getSum().getDataPointsList())
        .extracting(NumberDataPoint::getAsInt)
        .containsExactlyInAnyOrder(4L, 2L);
  }

  @Test
  void countsAsOtherWhatIsBeyondTheLimitOfGroups() {
    Deriver small =
        new Deriver(
            DeriveLimits.DEFAULT,
            DeriveLimits.EDGES,
            DeriveLimits.LOGS,
            new DeriveLimits(3, 10, 100, 1000, 1 << 20),
            meters);
    List<LogRecord> records = new ArrayList<>();
    for (char c = 'a'; c <= 'z'; c++) {
      records.add(exception("x", "com.example.Cart." + c + "(Cart.java:1)"));
    }

    DerivedMetrics derived =
        derive(
            small,
            List.of(Slice.of(logs("cart", records.toArray(LogRecord[]::new)).toByteArray())),
            RULE);

    assertThat(metrics(derived.request()))
        .filteredOn(each -> each.getName().equals("log.exceptions"))
        .flatExtracting(each -> each.getSum().getDataPointsList())
        .filteredOn(point -> attributes(point).get("exception.group.id").equals("other"))
        .singleElement()
        .extracting(NumberDataPoint::getAsInt)
        .isEqualTo(23L);
    assertThat(meters.counter("spanstone.derived.overflow.exceptions").count()).isEqualTo(23);
  }

  private static DerivedMetrics derive(Deriver deriver, List<Slice> requests, PeriodRule rule) {
    Deriver.Logs logs = deriver.logs(rule);
    try (BlockPacker packer = new BlockPacker(Signal.LOGS, BlockLimits.DEFAULT, rule, null, logs)) {
      requests.forEach(packer::add);
      packer.finish();
    }
    return logs.finish();
  }

  private static LogRecord exception(String message, String frame) {
    return record(17, "failed", NOW).toBuilder()
        .addAttributes(attribute("exception.type", "shop.Late"))
        .addAttributes(attribute("exception.message", message))
        .addAttributes(
            attribute("exception.stacktrace", "shop.Late: " + message + "\n\tat " + frame + "\n"))
        .build();
  }

  private static LogsData randomLogs(Random random, Map<String, Long> expected) {
    LogsData.Builder logs = LogsData.newBuilder();
    List<String> messages = List.copyOf(MESSAGES.keySet());
    for (int i = 0; i < 200; i++) {
      String service = SERVICES[random.nextInt(SERVICES.length)];
      String message = messages.get(random.nextInt(messages.size()));
      int severity = random.nextInt(25);
      Instant time = NOW.minusMillis(random.nextInt(60_000));
      logs.addAllResourceLogs(
          logs(service, record(severity, message.formatted(random.nextInt(1000)), time))
              .getResourceLogsList());
      String template = MESSAGES.get(message);
      String id = template.isEmpty() ? "" : PatternId.text(PatternId.of(Slice.ofUtf8(template)));
      String level =
          severity == 0
              ? "UNSPECIFIED"
              : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL").get((severity - 1) / 4);
      expected.merge(
          service + "|" + level + "|" + id + "|" + template + "|" + cell(time), 1L, Long::sum);
    }
    return logs.build();
  }

  private static long cell(Instant time) {
    return time.getEpochSecond() / 10;
  }

  private static LogRecord record(int severity, String body, Instant time) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(time.getEpochSecond() * 1_000_000_000L + time.getNano())
        .setSeverityNumberValue(severity)
        .setBody(AnyValue.newBuilder().setStringValue(body))
        .build();
  }

  private static LogsData logs(String service, LogRecord... records) {
    return LogsData.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(attribute("service.name", service)))
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(List.of(records))))
        .build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** By service, severity, pattern, template and cell. */
  private static Map<String, Long> counts(List<Slice> requests) {
    Map<String, Long> counts = new HashMap<>();
    for (Slice request : requests) {
      parse(request)
          .getResourceMetricsList()
          .forEach(
              resource -> {
                String service =
                    resource.getResource().getAttributes(0).getValue().getStringValue();
                resource
                    .getScopeMetrics(0)
                    .getMetricsList()
                    .forEach(
                        metric ->
                            metric
                                .getSum()
                                .getDataPointsList()
                                .forEach(
                                    point ->
                                        counts.merge(
                                            service + "|" + series(point),
                                            point.getAsInt(),
                                            Long::sum)));
              });
    }
    return counts;
  }

  private static Map<String, String> attributes(NumberDataPoint point) {
    Map<String, String> attributes = new HashMap<>();
    point
        .getAttributesList()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().getStringValue()));
    return attributes;
  }

  private static String series(NumberDataPoint point) {
    Map<String, String> attributes = attributes(point);
    return String.join(
        "|",
        attributes.get("log.severity"),
        attributes.getOrDefault("log.pattern.id", ""),
        attributes.getOrDefault("log.pattern.template", ""),
        String.valueOf(point.getStartTimeUnixNano() / 10_000_000_000L));
  }

  private static List<NumberDataPoint> points(List<Slice> requests) {
    return requests.stream()
        .flatMap(request -> metrics(request).stream())
        .flatMap(metric -> metric.getSum().getDataPointsList().stream())
        .toList();
  }

  private static List<Metric> metrics(Slice request) {
    return parse(request).getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .toList();
  }

  private static MetricsData parse(Slice request) {
    try {
      return MetricsData.parseFrom(request.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
