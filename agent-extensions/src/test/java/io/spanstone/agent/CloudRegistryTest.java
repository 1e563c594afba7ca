package io.spanstone.agent;

import io.spanstone.testkit.FreePorts;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eureka's server, which is a client of itself, in Spring Cloud with the built agent; see the
 * subclasses for the versions.
 */
abstract class CloudRegistryTest extends RegisteredServiceTest {

  private static final String[] SELF = {
    "registry.type", "eureka", "registry.application", "REGISTRY", "registry.status", "UP"
  };

  CloudRegistryTest(String versions) {
    super(versions);
  }

  @Test
  void tellsWhatIsRegistered(@TempDir Path directory) throws Exception {
    int port = FreePorts.one();
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

      isQuietAndLeavesInOrder(
          service,
          received,
          "/eureka/",
          "registry.application",
          "REGISTRY",
          "registry.status",
          "DOWN");
    }
  }
}
