package io.spanstone.collector.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exporters of OpenTelemetry's own SDK, over both transports, plain and gzipped. */
class SdkExporterTest {
  @TempDir Path directory;

  private ReceiverFixture receivers;

  @BeforeEach
  void start() throws IOException {
    receivers = ReceiverFixture.start(directory);
  }

  @AfterEach
  void close() throws IOException {
    receivers.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void spans_arrive_over_grpc(String compression) throws Exception {
    assertArrives(
        OtlpGrpcSpanExporter.builder()
            .setEndpoint(grpcEndpoint())
            .setCompression(compression)
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void spans_arrive_over_http(String compression) throws Exception {
    assertArrives(
        OtlpHttpSpanExporter.builder()
            .setEndpoint(httpEndpoint("traces"))
            .setCompression(compression)
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void metrics_arrive_over_grpc(String compression) throws Exception {
    assertArrives(
        OtlpGrpcMetricExporter.builder()
            .setEndpoint(grpcEndpoint())
            .setCompression(compression)
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void metrics_arrive_over_http(String compression) throws Exception {
    assertArrives(
        OtlpHttpMetricExporter.builder()
            .setEndpoint(httpEndpoint("metrics"))
            .setCompression(compression)
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void logs_arrive_over_grpc(String compression) throws Exception {
    assertArrives(
        OtlpGrpcLogRecordExporter.builder()
            .setEndpoint(grpcEndpoint())
            .setCompression(compression)
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void logs_arrive_over_http(String compression) throws Exception {
    assertArrives(
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(httpEndpoint("logs"))
            .setCompression(compression)
            .build());
  }

  private void assertArrives(SpanExporter exporter) throws Exception {
    try (SdkTracerProvider traces =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      traces.get("test").spanBuilder("checkout").setAttribute("cart.size", 3).startSpan().end();
      assertThat(traces.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    List<byte[]> journaled = receivers.journaled(Signal.TRACES);
    assertThat(journaled).hasSize(1);
    assertThat(ExportTraceServiceRequest.parseFrom(journaled.get(0)).toString())
        .contains("name: \"checkout\"", "key: \"cart.size\"");
  }

  private void assertArrives(MetricExporter exporter) throws Exception {
    try (SdkMeterProvider metrics =
        SdkMeterProvider.builder()
            .registerMetricReader(PeriodicMetricReader.create(exporter))
            .build()) {
      metrics.get("test").counterBuilder("orders").build().add(7);
      assertThat(metrics.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    List<byte[]> journaled = receivers.journaled(Signal.METRICS);
    assertThat(journaled).isNotEmpty();
    assertThat(ExportMetricsServiceRequest.parseFrom(journaled.get(0)).toString())
        .contains("name: \"orders\"", "as_int: 7");
  }

  private void assertArrives(LogRecordExporter exporter) throws Exception {
    try (SdkLoggerProvider logs =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
            .build()) {
      logs.get("test")
          .logRecordBuilder()
          .setBody("order placed")
          .setAllAttributes(Attributes.of(AttributeKey.stringKey("order"), "A-1"))
          .emit();
      assertThat(logs.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    List<byte[]> journaled = receivers.journaled(Signal.LOGS);
    assertThat(journaled).hasSize(1);
    assertThat(ExportLogsServiceRequest.parseFrom(journaled.get(0)).toString())
        .contains("string_value: \"order placed\"", "string_value: \"A-1\"");
  }

  private String grpcEndpoint() {
    return "http://127.0.0.1:" + receivers.grpcPort();
  }

  private String httpEndpoint(String signal) {
    return "http://127.0.0.1:" + receivers.httpPort() + "/v1/" + signal;
  }
}
