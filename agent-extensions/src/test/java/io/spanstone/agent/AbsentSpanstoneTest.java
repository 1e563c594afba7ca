package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.spanstone.testkit.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose agent finds no Spanstone says so once and is otherwise as it was. */
class AbsentSpanstoneTest {

  @TempDir private Path directory;

  @Test
  void saysOnceThatItIsAbsentAndNothingMore() throws Exception {
    int port = FreePorts.one();
    try (RunningService service = start(port)) {
      askFor(service, Duration.ofSeconds(12));

      assertThat(service.agentLines()).hasSize(1);
      assertThat(service.agentLines().get(0))
          .contains("INFO")
          .contains("Spanstone is not reachable at http://127.0.0.1:" + port)
          .contains("Connection refused");
      assertThat(service.ends(8, TimeUnit.SECONDS)).as("ends without waiting for it").isTrue();
      assertThat(service.agentLines()).as("nor does it say more at its end").hasSize(1);
    }
  }

  @Test
  void sendsWhatItHeldWhenSpanstoneComesAfterAFewSeconds() throws Exception {
    int port = FreePorts.one();
    try (RunningService service = start(port)) {
      service.ask();
      Thread.sleep(4_000);
      service.awaitPrinted("not reachable", 1); // on a busy machine later than that
      try (OtlpReceiver receiver = new OtlpReceiver(port)) {
        ExportTraceServiceRequest traces = OtlpReceiver.next(receiver.traces);

        assertThat(traces.getResourceSpans(0).getScopeSpans(0).getSpans(0).getName())
            .isEqualTo("GET /greeting");
        service.awaitPrinted("again", 1); // it knows a little later than the receiver
        assertThat(service.agentLines()).hasSize(2).last().asString().contains("again");
      }
    }
  }

  @Test
  void endsSoonAlsoWhenSpanstoneLeftJustBefore() throws Exception {
    OtlpReceiver receiver = new OtlpReceiver(0);
    try (RunningService service = start(receiver.port())) {
      service.ask();
      OtlpReceiver.next(receiver.traces);
      receiver.close();
      askFor(service, Duration.ofSeconds(2));

      assertThat(service.ends(8, TimeUnit.SECONDS)).isTrue();
      assertThat(service.agentLines()).hasSizeLessThanOrEqualTo(1);
    }
  }

  private RunningService start(int port) throws IOException {
    List<String> options =
        List.of(
            "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + port,
            "-Dotel.metric.export.interval=1000");
    return RunningService.start(directory, options.toArray(String[]::new));
  }

  private static void askFor(RunningService service, Duration time) throws Exception {
    long endNanos = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < endNanos) {
      service.ask();
      Thread.sleep(200);
    }
  }
}
