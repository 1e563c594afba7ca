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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo, its services' JVMs with the built agent attached. */
class DemoTest {

  private static final int ORDER = 0;
  private static final int STOCK = 1;
  private static final int PAYMENT = 2;
  private static final int PAGE = 6;

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
      awaitTrue(
          () -> !sink.logs(log -> isFrom(log.service(), "order", "confirmed", log)).isEmpty());
      var confirmed = sink.logs(log -> isFrom(log.service(), "order", "confirmed", log)).get(0);
      assertThat(confirmed.attribute("customer")).startsWith("customer-");

      var traceId = confirmed.log().getTraceId();
      // Each service exports its own part, and at its own time.
      awaitTrue(() -> databases(sink, traceId).containsAll(Set.of("order", "stock")));
      awaitTrue(() -> sink.spans(of(traceId)).size() >= 9 && served(sink, traceId).size() >= 3);
      assertThat(served(sink, traceId))
          .containsExactlyInAnyOrder(
              "order POST /orders", "stock POST /reservations", "payment POST /charges");

      List<String> last = demo.end().toList();
      assertThat(last).anyMatch(line -> line.startsWith("demo: load by endpoint and status"));
      assertThat(demo.isGone(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void hasFaultsToSwitchAndLeavesNoServiceBehindWhenItIsKilled() throws Exception {
    try (RunningDemo demo =
        RunningDemo.start(data, Map.of("OTEL_SDK_DISABLED", "true", "SPANSTONE_DEMO_RATE", "1"))) {
      String payment = demo.url(PAYMENT);
      assertThat(demo.ask("PUT", payment + "/faults/failing-payment").body())
          .isEqualTo("{\"failing-payment\":true,\"slow-payment\":false}");
      assertThat(demo.ask("DELETE", payment + "/faults/failing-payment").body())
          .isEqualTo("{\"failing-payment\":false,\"slow-payment\":false}");
      assertThat(demo.ask("PUT", demo.url(STOCK) + "/faults/typo").statusCode()).isEqualTo(404);
      assertThat(demo.ask("GET", demo.url(STOCK) + "/faults").body())
          .isEqualTo("{\"slow-database\":false}");

      String page = demo.url(PAGE);
      assertThat(demo.ask("GET", page + "/").body()).contains("<title>Demo shop: faults</title>");
      assertThat(demo.ask("GET", page + "/load").body()).startsWith("load: ");
      assertThat(demo.ask("PUT", page + "/faults/slow-database").body())
          .contains("\"slow-database\",\"service\":\"stock\",\"state\":\"on\"");
      assertThat(demo.ask("GET", demo.url(STOCK) + "/faults").body())
          .isEqualTo("{\"slow-database\":true}");
      assertThat(demo.ask("PUT", page + "/faults/typo").statusCode()).isEqualTo(404);
      assertThat(demo.ask("POST", page + "/faults/dead-stock").statusCode()).isEqualTo(405);

      demo.ask("PUT", page + "/faults/dead-stock");
      assertThat(demo.ask("GET", page + "/faults").body())
          .contains("\"slow-database\",\"service\":\"stock\",\"state\":\"unknown\"")
          .contains("\"dead-stock\",\"service\":\"stock\",\"state\":\"on\"");
      assertThat(demo.ask("GET", demo.url(ORDER) + "/products").body()).contains("Oolong");
      demo.ask("DELETE", page + "/faults/dead-stock");
      awaitTrue(() -> demo.services().stream().filter(ProcessHandle::isAlive).count() == 3);

      demo.launcher().destroyForcibly();

      assertThat(demo.isGone(20, TimeUnit.SECONDS)).isTrue();
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

  private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(deadlineNanos);
      Thread.sleep(100);
    }
  }
}
