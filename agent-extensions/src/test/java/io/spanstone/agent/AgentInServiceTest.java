package io.spanstone.agent;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built agent, in a real service, against a real OTLP server. */
class AgentInServiceTest {

  private static final String SHORT_METRIC_INTERVAL = "-Dotel.metric.export.interval=500";

  @TempDir private Path directory;

  @Test
  void sendsTracesMetricsAndLogsOverGrpc() throws Exception {
    Instant began = Instant.now().minusSeconds(1);
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService service =
            RunningService.start(directory, endpoint(receiver), SHORT_METRIC_INTERVAL)) {
      service.ask();

      ExportTraceServiceRequest traces = OtlpReceiver.next(receiver.traces);
      Span span = traces.getResourceSpans(0).getScopeSpans(0).getSpans(0);
      assertThat(span.getName()).isEqualTo("GET /greeting");
      assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(span.getAttributesList())
          .extracting(KeyValue::getKey)
          .contains("url.path")
          .doesNotContain("thread.name");
      assertThat(attributes(traces.getResourceSpans(0).getResource()))
          .containsEntry("service.name", "sample")
          .hasEntrySatisfying(
              "process.creation.time",
              time -> assertThat(Instant.parse(time)).isBetween(began, Instant.now()))
          .containsEntry("telemetry.distro.name", "spanstone-java")
          .containsEntry("telemetry.distro.version", System.getProperty("spanstone.version"));

      ExportLogsServiceRequest logs = OtlpReceiver.next(receiver.logs);
      var record = logs.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
      assertThat(record.getBody().getStringValue()).isEqualTo("greeting asked for");
      assertThat(record.getTraceId()).isEqualTo(span.getTraceId());
      assertThat(record.getAttributesList()).extracting(KeyValue::getKey).contains("thread.name");

      assertThat(receiver.paths)
          .contains(
              "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
              "/opentelemetry.proto.collector.logs.v1.LogsService/Export");
      assertThat(metricIn(receiver, "http.server.request.duration").hasExponentialHistogram())
          .isTrue();
      metricIn(receiver, "spanstone.instance.heartbeat");
      assertThat(service.ends(20, TimeUnit.SECONDS)).isTrue();
      metricIn(receiver, "spanstone.instance.stopped");
      assertThat(service.agentLines()).isEmpty();
    }
  }

  @Test
  void speaksTheProtocolThatTheUserSets() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService service =
            RunningService.start(
                directory, endpoint(receiver), "-Dotel.exporter.otlp.protocol=http/protobuf")) {
      service.ask();

      assertThat(OtlpReceiver.next(receiver.traces).getResourceSpansCount()).isEqualTo(1);
      assertThat(receiver.paths).contains("/v1/traces");
    }
  }

  @Test
  void tellsOnceWhyTheCollectorDoesNotTakeTelemetry() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService service =
            RunningService.start(directory, endpoint(receiver), "-Dotel.metrics.exporter=none")) {
      receiver.refuseWith(io.grpc.Status.INVALID_ARGUMENT.withDescription("not today"));
      for (int i = 0; i < 4; i++) {
        service.ask();
        Thread.sleep(1_200);
      }
      service.awaitPrinted("does not take", 2);

      assertThat(service.agentLines())
          .hasSize(2)
          .anyMatch(line -> line.contains("does not take traces") && line.contains("not today"))
          .anyMatch(line -> line.contains("does not take logs") && line.contains("not today"));
    }
  }

  private static String endpoint(OtlpReceiver receiver) {
    return "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port();
  }

  private static Metric metricIn(OtlpReceiver receiver, String name) throws InterruptedException {
    while (true) {
      ExportMetricsServiceRequest request = OtlpReceiver.next(receiver.metrics);
      List<Metric> found =
          request.getResourceMetricsList().stream()
              .flatMap(resource -> resource.getScopeMetricsList().stream())
              .flatMap(scope -> scope.getMetricsList().stream())
              .filter(metric -> metric.getName().equals(name))
              .toList();
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
  }

  private static Map<String, String> attributes(Resource resource) {
    return resource.getAttributesList().stream()
        .collect(toMap(KeyValue::getKey, attribute -> attribute.getValue().getStringValue()));
  }
}
