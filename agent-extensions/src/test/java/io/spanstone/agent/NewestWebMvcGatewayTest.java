package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spring Cloud Gateway for servlets, which is there since 4.1, with the built agent. */
@Tag("full")
class NewestWebMvcGatewayTest {

  @Test
  void tellsTheRouteAndThePathByWhichItWasTaken(@TempDir Path directory) throws Exception {
    String routes = "--spring.cloud.gateway.server.webmvc.routes";
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        ConsulAgent orders = new ConsulAgent();
        RunningService service =
            CloudService.start(
                directory,
                receiver,
                "newest",
                "Gateway",
                "webflux|consul|nacos|eureka",
                "--server.port=0",
                "--spring.application.name=gateway",
                routes + "[0].id=orders",
                routes + "[0].uri=http://127.0.0.1:" + orders.port(),
                routes + "[0].predicates[0]=Path=/orders/{id}",
                routes + "[1].id=everything",
                routes + "[1].uri=http://127.0.0.1:" + orders.port(),
                routes + "[1].predicates[0]=Query=everything")) {
      Received received = new Received(receiver);

      assertThat(service.get("/orders/7", Map.of()).statusCode()).isEqualTo(200);
      Span routed = routed(received, "orders");
      assertThat(routed.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(routed.getName()).isEqualTo("GET /orders/{id}");
      assertThat(Received.attributes(routed.getAttributesList()))
          .containsEntry("http.route", "/orders/{id}");

      assertThat(service.get("/orders/7/lines?everything=1", Map.of()).statusCode()).isEqualTo(200);
      Span pathless = routed(received, "everything");
      assertThat(Received.attributes(pathless.getAttributesList()))
          .as("the mapping of the servlet")
          .containsEntry("http.route", "/*");
    }
  }

  private static Span routed(Received received, String route) {
    return received.awaitSpan(
        "the request that took the route " + route,
        span -> LibraryInServiceTest.has(span, "gateway.route.id", route));
  }
}
