package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spring Cloud Gateway, registered with Consul, with the built agent; see the subclasses for the
 * versions.
 */
abstract class CloudGatewayTest {

  private static final String ROUTE = "/orders/{id}";

  private final String versions;

  CloudGatewayTest(String versions) {
    this.versions = versions;
  }

  @Test
  void tellsWhichRouteARequestTookAndThatItIsRegistered(@TempDir Path directory) throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        ConsulAgent consul = new ConsulAgent();
        RunningService service =
            CloudService.start(
                directory,
                receiver,
                versions,
                "Gateway",
                "webmvc|tomcat|nacos|eureka",
                arguments(consul.port()))) {
      Received received = new Received(receiver);

      assertThat(service.get("/orders/7", Map.of()).statusCode()).isEqualTo(200);
      Span routed =
          received.awaitSpan(
              "the request that was routed",
              span -> LibraryInServiceTest.has(span, "gateway.route.id", "orders"));
      assertThat(routed.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(routed.getName()).isEqualTo("GET " + ROUTE);
      assertThat(Received.attributes(routed.getAttributesList()))
          .containsEntry("http.route", ROUTE)
          .containsEntry("gateway.route.uri", "http://127.0.0.1:" + consul.port());

      tellsThatFallbacksAnswered(service, received);

      String instance = consul.awaitRegistered("gateway");
      consul.awaitPassed(instance);
      String[] registered = {
        "registry.type",
        "consul",
        "registry.application",
        "gateway",
        "registry.instance_id",
        instance
      };
      received.awaitValue(1, "service_registration.status", registered);
      assertThat(received.spans)
          .noneMatch(
              span ->
                  Received.attributes(span.getAttributesList()).values().stream()
                      .anyMatch(
                          value -> value.contains("/v1/") || value.contains("cloud.consul.")));

      assertThat(service.ends(20, TimeUnit.SECONDS)).isTrue();
      received.awaitValue(0, "service_registration.status", registered);
      assertThat(consul.isRegistered(instance)).isFalse();
    }
  }

  /** Of routes to a host that is not there: one has a fallback, one has not. */
  private static void tellsThatFallbacksAnswered(RunningService service, Received received)
      throws Exception {
    assertThat(service.get("/stock/7", Map.of()).statusCode()).isEqualTo(200);
    assertThat(service.get("/payment/7", Map.of()).statusCode()).isGreaterThanOrEqualTo(500);
    Map.of("stock", "success", "payment", "missing")
        .forEach(
            (name, outcome) -> {
              String[] told = {
                "fallback.name",
                name,
                "fallback.library",
                "spring_cloud",
                "fallback.outcome",
                outcome
              };
              received.awaitValue(1, "fallback.calls", told);
              Span answered =
                  received.awaitSpan(
                      "the fallback of " + name,
                      span -> LibraryInServiceTest.has(span, "url.path", "/" + name + "/7"));
              assertThat(Received.attributes(answered.getAttributesList()))
                  .containsEntry("fallback.name", name)
                  .containsEntry("fallback.outcome", outcome);
            });
  }

  private static String[] arguments(int port) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.main.web-application-type=reactive",
                "--spring.application.name=gateway",
                "--spring.cloud.consul.host=127.0.0.1",
                "--spring.cloud.consul.port=" + port,
                "--spring.cloud.consul.discovery.heartbeat.enabled=true",
                "--spring.cloud.consul.discovery.heartbeat.ttl=2s"));
    // As they were called first, and now.
    for (String routes :
        List.of("--spring.cloud.gateway.routes", "--spring.cloud.gateway.server.webflux.routes")) {
      arguments.add(routes + "[0].id=orders");
      arguments.add(routes + "[0].uri=http://127.0.0.1:" + port);
      arguments.add(routes + "[0].predicates[0]=Path=/orders/{id}");
      for (int i = 1; i <= 2; i++) {
        String name = i == 1 ? "stock" : "payment";
        String route = routes + "[" + i + "].";
        arguments.add(route + "id=" + name);
        arguments.add(route + "uri=http://127.0.0.1:1");
        arguments.add(route + "predicates[0]=Path=/" + name + "/{id}");
        arguments.add(route + "filters[0].name=CircuitBreaker");
        arguments.add(route + "filters[0].args.name=" + name);
      }
      arguments.add(routes + "[1].filters[0].args.fallbackUri=forward:/orders/7");
    }
    return arguments.toArray(new String[0]);
  }
}
