package io.spanstone.agent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.spanstone.agent.otlp.DirectExport;
import io.spanstone.agent.otlp.Secrets;
import io.spanstone.agent.redact.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Real exporters of upstream's with their settings, that get what they send from us. */
class DirectExportTest {

  private static final OtlpReceiver receiver = new OtlpReceiver(0);
  private static final String URL = "http://127.0.0.1:" + receiver.port();

  private final Secrets secrets =
      new Redaction().whileEncoding(DefaultConfigProperties.createFromMap(Map.of()));

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void sendsSpansByEitherProtocol() throws InterruptedException {
    for (SpanExporter exporter :
        List.of(
            OtlpHttpSpanExporter.builder()
                .setEndpoint(URL + "/v1/traces")
                .setCompression("gzip")
                .build(),
            OtlpGrpcSpanExporter.builder().setEndpoint(URL).setCompression("gzip").build())) {
      assertThat(done(direct(exporter).apply(List.of(span()))).isSuccess()).isTrue();

      var sent = OtlpReceiver.next(receiver.traces).getResourceSpans(0).getScopeSpans(0);
      assertThat(sent.getSpans(0).getName()).isEqualTo("order");
      assertThat(sent.getSpans(0).getAttributes(0).getValue().getStringValue())
          .isEqualTo("REDACTED");
      exporter.shutdown();
    }
  }

  @Test
  void sendsLogRecordsByEitherProtocol() throws InterruptedException {
    for (LogRecordExporter exporter :
        List.of(
            OtlpHttpLogRecordExporter.builder().setEndpoint(URL + "/v1/logs").build(),
            OtlpGrpcLogRecordExporter.builder().setEndpoint(URL).build())) {
      DirectExport<LogRecordData> direct =
          Objects.requireNonNull(DirectExport.ofLogRecords(exporter, secrets));
      assertThat(done(direct.apply(List.of(logRecord()))).isSuccess()).isTrue();

      var sent = OtlpReceiver.next(receiver.logs).getResourceLogs(0).getScopeLogs(0);
      assertThat(sent.getLogRecords(0).getBody().getStringValue()).isEqualTo("token=REDACTED");
      exporter.shutdown();
    }
  }

  @Test
  void tellsOfARefusalAndSendsTheNext() throws InterruptedException {
    try (OtlpReceiver other = new OtlpReceiver(0);
        SpanExporter exporter =
            OtlpGrpcSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:" + other.port())
                .build()) {
      DirectExport<SpanData> direct = direct(exporter);
      other.refuseWith(io.grpc.Status.INVALID_ARGUMENT);
      CompletableResultCode refused = done(direct.apply(List.of(span(), span())));
      other.refuseWith(io.grpc.Status.OK);
      CompletableResultCode taken = done(direct.apply(List.of(span())));

      assertThat(refused.getFailureThrowable())
          .isInstanceOf(FailedExportException.GrpcExportException.class);
      assertThat(taken.isSuccess()).isTrue();
      assertThat(
              OtlpReceiver.next(other.traces).getResourceSpans(0).getScopeSpans(0).getSpansCount())
          .isEqualTo(1);
    }
  }

  @Test
  void leavesToOthersWhatTheySend() {
    assertThat(DirectExport.ofSpans(SpanExporter.composite(), secrets)).isNull();
    assertThat(DirectExport.ofLogRecords(LogRecordExporter.composite(), secrets)).isNull();
  }

  private DirectExport<SpanData> direct(SpanExporter exporter) {
    return Objects.requireNonNull(DirectExport.ofSpans(exporter, secrets));
  }

  private static CompletableResultCode done(CompletableResultCode result) {
    result.join(30, SECONDS);
    assertThat(result.isDone()).isTrue();
    return result;
  }

  private static SpanData span() {
    try (SdkTracerProvider tracers = SdkTracerProvider.builder().build()) {
      Span span =
          tracers.get("test").spanBuilder("order").setAttribute("password", "x").startSpan();
      span.end();
      return ((ReadableSpan) span).toSpanData();
    }
  }

  private static LogRecordData logRecord() {
    List<LogRecordData> emitted = new ArrayList<>();
    try (SdkLoggerProvider loggers =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor((context, log) -> emitted.add(log.toLogRecordData()))
            .build()) {
      loggers.get("test").logRecordBuilder().setBody("token=abc").emit();
    }
    return emitted.get(0);
  }
}
