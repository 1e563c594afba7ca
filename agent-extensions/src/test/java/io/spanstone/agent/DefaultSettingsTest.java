package io.spanstone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultSettingsTest {

  @Test
  void pointAtALocalSpanstone() {
    assertThat(DefaultSettings.properties())
        .containsEntry("otel.exporter.otlp.endpoint", "http://localhost:4317")
        .containsEntry("otel.logs.exporter", "otlp");
    assertThat(protocols(Map.of()))
        .containsExactly(Map.entry("otel.exporter.otlp.protocol", "grpc"));
  }

  @Test
  void takeTheProtocolFromThePortOfAnEndpointWithoutOne() {
    assertThat(protocols(Map.of("otel.exporter.otlp.endpoint", "http://spanstone:4318")))
        .containsEntry("otel.exporter.otlp.protocol", "http/protobuf");
    assertThat(protocols(Map.of("otel.exporter.otlp.endpoint", "https://spanstone:443")))
        .containsEntry("otel.exporter.otlp.protocol", "grpc");
  }

  @Test
  void takeTheProtocolOfOneSignalFromItsOwnEndpoint() {
    assertThat(protocols(Map.of("otel.exporter.otlp.logs.endpoint", "http://logs:4318/v1/logs")))
        .containsEntry("otel.exporter.otlp.protocol", "grpc")
        .containsEntry("otel.exporter.otlp.logs.protocol", "http/protobuf");
  }

  @Test
  void leaveTheUsersProtocolAlone() {
    assertThat(
            protocols(
                Map.of(
                    "otel.exporter.otlp.endpoint", "http://spanstone:4318",
                    "otel.exporter.otlp.protocol", "grpc")))
        .isEmpty();
    assertThat(
            protocols(
                Map.of(
                    "otel.exporter.otlp.logs.endpoint", "http://logs:4318/v1/logs",
                    "otel.exporter.otlp.logs.protocol", "grpc")))
        .doesNotContainKey("otel.exporter.otlp.logs.protocol");
  }

  @Test
  void leaveAnEndpointThatIsNoUriForUpstreamToRefuse() {
    assertThat(protocols(Map.of("otel.exporter.otlp.endpoint", "not an endpoint")))
        .containsEntry("otel.exporter.otlp.protocol", "grpc");
  }

  @Test
  void areTheOnesInTheGuide() throws IOException {
    String guide =
        Files.readString(
            Path.of(System.getProperty("spanstone.root"), "docs/guides/attach-the-agent.md"));

    DefaultSettings.properties()
        .forEach(
            (key, value) ->
                assertThat(guide)
                    .contains("| `" + key + "` | " + (value.isEmpty() ? "" : "`" + value + "` |")));
  }

  private static Map<String, String> protocols(Map<String, String> users) {
    Map<String, String> settings = new HashMap<>(DefaultSettings.properties());
    settings.putAll(users);
    return DefaultSettings.protocolsByPort(DefaultConfigProperties.createFromMap(settings));
  }
}
