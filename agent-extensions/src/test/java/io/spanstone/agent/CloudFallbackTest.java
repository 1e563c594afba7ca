package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of Spring Cloud OpenFeign that circuit breakers guard, in a real service with the built
 * agent; see the subclasses for the versions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CloudFallbackTest {

  static final String SERVICES = "io.spanstone.agent.services.";

  private final String versions;
  private HttpServer stock;
  private OtlpReceiver receiver;
  Received received;
  private RunningService service;

  CloudFallbackTest(String versions) {
    this.versions = versions;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    stock = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stock.createContext(
        "/",
        exchange -> {
          boolean there = exchange.getRequestURI().getPath().equals("/stock/tea");
          byte[] answer = "plenty".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(there ? 200 : 500, there ? answer.length : -1);
          if (there) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    stock.start();
    receiver = new OtlpReceiver(0);
    received = new Received(receiver);
    service =
        CloudService.start(
            directory,
            receiver,
            versions,
            "Shop",
            "gateway|consul|nacos|eureka",
            "--server.port=0",
            "--stock.url=http://127.0.0.1:" + stock.getAddress().getPort(),
            "--feign.circuitbreaker.enabled=true", // as it was called first
            "--spring.cloud.openfeign.circuitbreaker.enabled=true");
  }

  @AfterAll
  void stop() {
    service.close();
    receiver.close();
    stock.stop(0);
  }

  @Test
  void tellsThatAFallbackAnswered() throws Exception {
    assertThat(status("/orders/tea")).isEqualTo(200);
    assertThat(status("/orders/broken")).isEqualTo(200);
    assertThat(status("/orders/unknown")).isEqualTo(500);

    received.awaitValue(1, "fallback.calls", outcome("success"));
    received.awaitValue(1, "fallback.calls", outcome("error"));
    Map<String, String> answered = serverSpan("success");
    assertThat(answered)
        .containsEntry("feign.client", SERVICES + "StockClient")
        .containsEntry("feign.method", "stock")
        .containsEntry("url.path", "/orders/broken");
    assertThat(answered.get("fallback.name")).containsIgnoringCase("stock");
    assertThat(serverSpan("error")).containsEntry("url.path", "/orders/unknown");

    Span call =
        received.awaitSpan(
            "the call that failed",
            span ->
                span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT
                    && LibraryInServiceTest.has(span, "http.response.status_code", "500")
                    && LibraryInServiceTest.has(span, "feign.method", "stock"));
    assertThat(Received.attributes(call.getAttributesList()))
        .containsEntry("url.template", "/stock/{item}");
    assertThat(call.getName()).isEqualTo("GET /stock/{item}");
    Span served =
        received.awaitSpan(
            "the call that went well",
            span -> LibraryInServiceTest.has(span, "url.path", "/orders/tea"));
    assertThat(Received.attributes(served.getAttributesList())).doesNotContainKey("fallback.name");
  }

  int status(String path) throws Exception {
    return service.get(path, Map.of()).statusCode();
  }

  static String[] outcome(String outcome) {
    return new String[] {"fallback.library", "spring_cloud", "fallback.outcome", outcome};
  }

  Map<String, String> serverSpan(String outcome) {
    Span span =
        received.awaitSpan(
            "the fallback's " + outcome,
            each ->
                each.getKind() == Span.SpanKind.SPAN_KIND_SERVER
                    && LibraryInServiceTest.has(each, "fallback.outcome", outcome));
    return Received.attributes(span.getAttributesList());
  }
}
