package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spring Cloud Gateway, registered with Consul, with the built agent; see the subclasses for the
 * versions.
 */
abstract class CloudGatewayTest {

  private final String versions;
  private final String route;

  /**
   * @param route what tells the route as {@code http.route}
   */
  CloudGatewayTest(String versions, String route) {
    this.versions = versions;
    this.route = route;
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
                "webmvc|tomcat|eureka",
                arguments(consul.port()))) {
      Received received = new Received(receiver);

      assertThat(service.get("/orders/7", Map.of()).statusCode()).isEqualTo(200);
      Span routed =
          received.awaitSpan(
              "the request that was routed",
              span -> LibraryInServiceTest.has(span, "gateway.route.id", "orders"));
      assertThat(routed.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
      assertThat(routed.getName()).isEqualTo("GET " + route);
      assertThat(Received.attributes(routed.getAttributesList()))
          .containsEntry("http.route", route)
          .containsEntry("gateway.route.uri", "http://127.0.0.1:" + consul.port());

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

  private static String[] arguments(int port) {
    String oldRoute = "--spring.cloud.gateway.routes[0].";
    String newRoute = "--spring.cloud.gateway.server.webflux.routes[0].";
    String uri = "uri=http://127.0.0.1:" + port;
    return new String[] {
      "--server.port=0",
      "--spring.main.web-application-type=reactive",
      "--spring.application.name=gateway",
      oldRoute + "id=orders",
      oldRoute + uri,
      oldRoute + "predicates[0]=Path=/orders/{id}",
      newRoute + "id=orders",
      newRoute + uri,
      newRoute + "predicates[0]=Path=/orders/{id}",
      "--spring.cloud.consul.host=127.0.0.1",
      "--spring.cloud.consul.port=" + port,
      "--spring.cloud.consul.discovery.heartbeat.enabled=true",
      "--spring.cloud.consul.discovery.heartbeat.ttl=2s"
    };
  }
}
