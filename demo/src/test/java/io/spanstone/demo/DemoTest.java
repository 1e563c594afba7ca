package io.spanstone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.spanstone.demo.OtlpSink.ReceivedSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo, its services' JVMs with the built agent attached. */
class DemoTest {
  @TempDir private Path data;

  @Test
  void showsOneTraceThroughThreeServicesAndTwoDatabases() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningDemo demo =
            RunningDemo.start(
                data,
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    sink.endpoint(),
                    "OTEL_EXPORTER_OTLP_PROTOCOL",
                    "http/protobuf"))) {
      assertThat(demo.services()).hasSize(3);
      RunningDemo.awaitTrue(
          () -> !sink.logs(log -> isFrom(log.service(), "order", "confirmed", log)).isEmpty());
      var confirmed = sink.logs(log -> isFrom(log.service(), "order", "confirmed", log)).get(0);
      assertThat(confirmed.attribute("customer")).startsWith("customer-");

      var traceId = confirmed.log().getTraceId();
      // Each service exports its own part, and at its own time.
      RunningDemo.awaitTrue(() -> databases(sink, traceId).containsAll(Set.of("order", "stock")));
      RunningDemo.awaitTrue(
          () -> sink.spans(of(traceId)).size() >= 9 && served(sink, traceId).size() >= 3);
      assertThat(served(sink, traceId))
          .containsExactlyInAnyOrder(
              "order POST /orders", "stock POST /reservations", "payment POST /charges");

      List<String> last = demo.end().toList();
      assertThat(last).anyMatch(line -> line.startsWith("demo: load by endpoint and status"));
      assertThat(demo.isGone(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Predicate<ReceivedSpan> of(ByteString traceId) {
    return span -> span.span().getTraceId().equals(traceId);
  }

  private static List<String> served(OtlpSink sink, ByteString traceId) {
    return sink
        .spans(of(traceId).and(span -> span.span().getKind() == SpanKind.SPAN_KIND_SERVER))
        .stream()
        .map(span -> span.service() + " " + span.span().getName())
        .toList();
  }

  /** Services that asked their databases. */
  private static List<String> databases(OtlpSink sink, ByteString traceId) {
    return sink
        .spans(of(traceId).and(span -> span.attribute("db.system.name").equals("h2database")))
        .stream()
        .map(ReceivedSpan::service)
        .toList();
  }

  private static boolean isFrom(
      String service, String wanted, String text, OtlpSink.ReceivedLog log) {
    return service.equals(wanted) && log.log().getBody().getStringValue().contains(text);
  }
}
