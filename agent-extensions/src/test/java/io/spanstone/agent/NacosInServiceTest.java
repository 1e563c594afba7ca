package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that Spring Cloud Alibaba registers by Nacos' own client, with the built agent; see the
 * subclasses for the versions.
 */
abstract class NacosInServiceTest extends RegisteredServiceTest {

  private static final String SERVICE = "DEFAULT_GROUP@@quay";

  NacosInServiceTest(String versions) {
    super(versions);
  }

  /** A server as these versions ask it. */
  abstract NacosNames open() throws Exception;

  @Test
  void tellsThatItIsRegistered(@TempDir Path directory) throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        NacosNames nacos = open();
        RunningService service =
            CloudService.start(
                directory,
                receiver,
                versions,
                "Gateway",
                "gateway|consul|eureka",
                "--server.port=0",
                "--spring.application.name=quay",
                "--spring.cloud.nacos.discovery.ip=127.0.0.1",
                "--spring.cloud.nacos.discovery.server-addr=127.0.0.1:" + nacos.port())) {
      Received received = new Received(receiver);
      nacos.awaitRegistered(SERVICE);
      String[] registered = {
        "registry.type", "nacos", "registry.application", "quay", "registry.status", "UP"
      };
      received.awaitValue(1, "service_registration.status", registered);

      isQuietAndLeavesInOrder(
          service, received, "nacos", "registry.type", "nacos", "registry.application", "quay");
      assertThat(nacos.isRegistered(SERVICE)).isFalse();
    }
  }
}
