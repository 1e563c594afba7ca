package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eureka's server, which is a client of itself, in Spring Cloud with the built agent; see the
 * subclasses for the versions.
 */
abstract class CloudRegistryTest {

  private static final String[] SELF = {
    "registry.type", "eureka", "registry.application", "REGISTRY", "registry.status", "UP"
  };

  private final String versions;

  CloudRegistryTest(String versions) {
    this.versions = versions;
  }

  @Test
  void tellsWhatIsRegistered(@TempDir Path directory) throws Exception {
    int port = CloudService.freePort();
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        RunningService service =
            CloudService.start(
                directory,
                receiver,
                versions,
                "Registry",
                "gateway|consul|nacos",
                "--server.port=" + port,
                "--spring.application.name=registry",
                "--eureka.instance.hostname=127.0.0.1",
                "--eureka.instance.lease-renewal-interval-in-seconds=1",
                "--eureka.client.register-with-eureka=true",
                "--eureka.client.fetch-registry=true",
                "--eureka.client.registry-fetch-interval-seconds=1",
                "--eureka.client.service-url.defaultZone=http://127.0.0.1:" + port + "/eureka/",
                "--eureka.server.response-cache-update-interval-ms=500")) {
      Received received = new Received(receiver);
      received.awaitValue(1, "service_registration.status", SELF);
      received.awaitValue(1, "registry.registered_instances", SELF);
      received.awaitAtLeast(
          2,
          "service_registration.heartbeats",
          "registry.application",
          "REGISTRY",
          "registry.outcome",
          "success");
      long now = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
      received.awaitAtLeast(now - 60, "service_registration.last_heartbeat");
      received.awaitAtLeast(now - 60, "registry.last_renewal", SELF);

      service.get("/elsewhere", Map.of());
      received.awaitSpan(
          "a request that is none of the registry's",
          span -> LibraryInServiceTest.has(span, "url.path", "/elsewhere"));
      assertThat(received.spans)
          .noneMatch(
              span ->
                  Received.attributes(span.getAttributesList()).values().stream()
                      .anyMatch(value -> value.contains("/eureka/")));

      assertThat(service.ends(20, TimeUnit.SECONDS)).isTrue();
      received.awaitValue(
          0,
          "service_registration.status",
          "registry.application",
          "REGISTRY",
          "registry.status",
          "DOWN");
    }
  }
}
