package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves a service of whose secrets the agent sees many. */
class RedactionInServiceTest {

  private static final String SECRET = "s3cr3t";

  @TempDir private Path directory;

  @Test
  void noSignalCarriesASecret() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService service =
            RunningService.start(
                directory,
                "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + receiver.port(),
                "-Dotel.metric.export.interval=500",
                "-Dotel.instrumentation.http.server.capture-request-headers=x-api-key,x-fine",
                "-Dspanstone.redact.names=ticket",
                "-Dservice.ticket=" + SECRET)) {
      service.get(
          "/greeting?page=2&access_token=" + SECRET + "&ticket=" + SECRET,
          Map.of("x-api-key", SECRET, "x-fine", "fine"));

      ExportTraceServiceRequest traces = OtlpReceiver.next(receiver.traces);
      assertHidden(traces);
      assertThat(traces.toString())
          .contains("page=2&access_token=REDACTED&ticket=REDACTED")
          .contains("-Dservice.ticket=REDACTED")
          .contains("fine");
      ExportLogsServiceRequest logs = OtlpReceiver.next(receiver.logs);
      assertHidden(logs);
      assertThat(logs.toString()).contains("asked for with page=2&access_token=REDACTED");
      ExportMetricsServiceRequest metrics =
          next(receiver.metrics, request -> request.toString().contains("exemplars"));
      assertHidden(metrics);
      assertThat(metrics.toString()).contains("access_token=REDACTED");
    }
  }

  private static void assertHidden(Message request) {
    assertThat(request.toString()).contains("telemetry.distro.name").doesNotContain(SECRET);
  }

  private static <T> T next(BlockingQueue<T> received, Predicate<T> wanted)
      throws InterruptedException {
    T request = OtlpReceiver.next(received);
    while (!wanted.test(request)) {
      request = OtlpReceiver.next(received);
    }
    return request;
  }
}
