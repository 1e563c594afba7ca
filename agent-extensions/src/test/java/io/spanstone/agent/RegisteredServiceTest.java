package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service of Spring Cloud that registers, with the built agent; subclasses say where. */
abstract class RegisteredServiceTest {

  final String versions;

  RegisteredServiceTest(String versions) {
    this.versions = versions;
  }

  /** What it says to its registry makes no spans, and that it leaves it in order is told. */
  static void isQuietAndLeavesInOrder(
      RunningService service, Received received, String registryPath, String... registration)
      throws Exception {
    service.get("/elsewhere", Map.of());
    received.awaitSpan(
        "a request that is none of the registry's",
        span -> LibraryInServiceTest.has(span, "url.path", "/elsewhere"));
    assertThat(received.spans)
        .noneMatch(
            span ->
                Received.attributes(span.getAttributesList()).values().stream()
                    .anyMatch(value -> value.contains(registryPath)));

    assertThat(service.ends(20, TimeUnit.SECONDS)).isTrue();
    received.awaitValue(0, "service_registration.status", registration);
  }
}
