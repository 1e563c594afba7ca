package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that Spring Cloud Alibaba registers by Nacos' own client, with the built agent. */
@Tag("full")
class NacosInServiceTest {

  private static final String SERVICE = "DEFAULT_GROUP@@quay";

  @Test
  void tellsThatItIsRegistered(@TempDir Path directory) throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        NacosNames nacos = new NacosNames();
        RunningService service =
            CloudService.start(
                directory,
                receiver,
                "oldest",
                "Gateway",
                "gateway|consul|eureka",
                "--server.port=0",
                "--spring.application.name=quay",
                "--spring.cloud.nacos.discovery.ip=127.0.0.1",
                "--spring.cloud.nacos.discovery.server-addr=127.0.0.1:" + nacos.port())) {
      Received received = new Received(receiver);
      nacos.awaitBeat(SERVICE);
      String[] registered = {
        "registry.type", "nacos", "registry.application", "quay", "registry.status", "UP"
      };
      received.awaitValue(1, "service_registration.status", registered);

      service.get("/elsewhere", Map.of());
      received.awaitSpan(
          "a request that is none of the registry's",
          span -> LibraryInServiceTest.has(span, "url.path", "/elsewhere"));
      assertThat(received.spans)
          .noneMatch(
              span ->
                  Received.attributes(span.getAttributesList()).values().stream()
                      .anyMatch(value -> value.contains("/nacos/")));

      assertThat(service.ends(20, TimeUnit.SECONDS)).isTrue();
      received.awaitValue(
          0,
          "service_registration.status",
          "registry.type",
          "nacos",
          "registry.application",
          "quay");
      assertThat(nacos.isRegistered(SERVICE)).isFalse();
    }
  }
}
