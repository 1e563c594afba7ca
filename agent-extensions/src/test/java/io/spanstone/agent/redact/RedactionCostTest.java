package io.spanstone.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What it costs to look through a span that has no secrets, beside making that span. */
@Tag("full")
class RedactionCostTest {

  private static final int SPANS = 200_000;
  private static final int DIFFERENT = 5_000;
  private static final int ROUNDS = 7;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final SdkTracerProvider tracers = SdkTracerProvider.builder().build();
  private final SecretAttributes secrets =
      Objects.requireNonNull(
          RedactSettings.secrets(DefaultConfigProperties.createFromMap(Map.of())));

  @Test
  void isOfTheOrderOfMakingTheSpan() {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long making = nanosOf(this::spanData);
      List<SpanData> spans = IntStream.range(0, DIFFERENT).mapToObj(this::spanData).toList();
      long redacting = nanosOf(number -> RedactedSpan.of(spans.get(number % DIFFERENT), secrets));
      best = Math.min(best, (double) redacting / making);
      System.out.printf(
          "making %d ns, redacting %d ns a span%n", making / SPANS, redacting / SPANS);
    }

    assertThat(best).isLessThan(5);
  }

  private static long nanosOf(IntFunction<SpanData> work) {
    long began = THREADS.getCurrentThreadCpuTime();
    int kept = 0;
    for (int i = 0; i < SPANS; i++) {
      kept += work.apply(i).getTotalAttributeCount();
    }
    assertThat(kept).isPositive();
    return THREADS.getCurrentThreadCpuTime() - began;
  }

  /** Spans of a service: some values differ in each, most do not. */
  private SpanData spanData(int number) {
    Span span = tracers.get("test").spanBuilder("GET /orders/{id}").startSpan();
    span.setAttribute("http.request.method", "GET");
    span.setAttribute("http.route", "/orders/{id}");
    span.setAttribute("http.response.status_code", 200);
    span.setAttribute("url.scheme", "http");
    span.setAttribute("url.path", "/orders/" + number);
    span.setAttribute("url.query", "page=" + number + "&size=20&sort=created,desc");
    span.setAttribute("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0");
    span.setAttribute("network.peer.address", "10.0.0.17");
    span.setAttribute("server.address", "order.shop.svc.cluster.local");
    span.setAttribute("thread.name", "http-nio-8081-exec-" + number % 20);
    span.setAttribute("db.query.text", "select id, name from orders where id = ? and state = ?");
    span.setAttribute("caller.service", "gateway");
    span.end();
    return ((ReadableSpan) span).toSpanData();
  }
}
