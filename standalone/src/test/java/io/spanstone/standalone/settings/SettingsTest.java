package io.spanstone.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spanstone.block.IndexPeriod;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/settings").toAbsolutePath();

  @TempDir Path empty;

  @Test
  void haveADefaultEach() throws Exception {
    Settings settings = Settings.read(Role.UP, Map.of(), empty);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                Path.of("data").toAbsolutePath(),
                "127.0.0.1",
                7070,
                null,
                4317,
                4318,
                9200,
                "1g",
                List.of(),
                null,
                null,
                null,
                null,
                "spanstone",
                IndexPeriod.DAY,
                1,
                0,
                Duration.ofDays(7),
                Duration.ofDays(7),
                Duration.ofDays(30),
                1500L << 20,
                2L << 30,
                Duration.ofMinutes(2),
                8,
                5_000_000,
                100_000,
                null,
                Duration.ofSeconds(15)));
  }

  @Test
  void comeFromTheFile() throws Exception {
    Settings settings = Settings.read(Role.UP, Map.of(), FIXTURES.resolve("good/embedded"));

    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.otlpGrpcPort()).isZero();
    assertThat(settings.esHeap()).isEqualTo("512m");
    assertThat(settings.retentionTraces()).isEqualTo(Duration.ofHours(36));
    assertThat(settings.journalQuotaBytes()).isEqualTo(10L << 30);
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.queryConcurrency()).isEqualTo(4);
    assertThat(settings.queryMaxSamples()).isEqualTo(20_000_000);
    assertThat(settings.queryMaxSeries()).isEqualTo(5000);
    assertThat(settings.embedsElasticsearch()).isTrue();
  }

  @Test
  void mayNameASecuredCluster() throws Exception {
    Settings settings =
        Settings.read(Role.COLLECTOR, Map.of(), FIXTURES.resolve("good/secured-cluster"));

    assertThat(settings.esUrls())
        .containsExactly(URI.create("https://search-1:9200"), URI.create("https://search-2:9200"));
    assertThat(settings.esPassword()).isEqualTo("0123 # not a number, not a comment");
    assertThat(settings.indexReplicas()).as("of a cluster").isEqualTo(1);
    assertThat(settings.indexPeriod()).isEqualTo(IndexPeriod.HOUR);
    assertThat(settings.toString()).doesNotContain("0123");
  }

  @Test
  void inTheEnvironmentWinOverTheFile() throws Exception {
    Map<String, String> environment =
        Map.of("SPANSTONE_HTTP_PORT", "9090", "SPANSTONE_ES_HEAP", "", "HTTP_PORT", "1");

    Settings settings = Settings.read(Role.UP, environment, FIXTURES.resolve("good/embedded"));

    assertThat(settings.httpPort()).isEqualTo(9090);
    assertThat(settings.esHeap()).as("an empty value is none").isEqualTo("512m");
  }

  @Test
  void mayBeAnEmptyFile() throws Exception {
    assertThat(Settings.read(Role.UP, Map.of(), FIXTURES.resolve("good/empty")).httpPort())
        .isEqualTo(7070);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every-value",
        "unknown-keys",
        "form",
        "syntax",
        "twice",
        "no-mapping",
        "same-ports",
        "credentials-without-cluster"
      })
  void nameEveryFaultAtOnce(String fixture) throws Exception {
    Path directory = FIXTURES.resolve("bad").resolve(fixture);

    assertThat(faults(Role.UP, Map.of(), directory) + "\n")
        .isEqualTo(Files.readString(directory.resolve("faults.txt")));
  }

  @Test
  void namesWhereAValueWasFoundButNoSecret() {
    Map<String, String> environment =
        Map.of("SPANSTONE_HTTP_PORT", "x", "SPANSTONE_ES_PASSWORD", "swordfish");

    assertThat(faults(Role.UP, environment, FIXTURES.resolve("good/embedded")))
        .contains("SPANSTONE_HTTP_PORT=x (environment) must be a port")
        .contains("SPANSTONE_ES_PASSWORD=… (environment) needs SPANSTONE_ES_USERNAME too")
        .doesNotContain("swordfish");
  }

  @Test
  void mustNameAClusterForASingleRole() {
    for (Role role : new Role[] {Role.COLLECTOR, Role.QUERY}) {
      assertThat(faults(role, Map.of(), empty))
          .startsWith("SPANSTONE_ES_URL is needed by this command: ");
    }
  }

  @Test
  void mayShareAPortWithAPartThatDoesNotRun() throws Exception {
    Map<String, String> environment =
        Map.of("SPANSTONE_HTTP_PORT", "4318", "SPANSTONE_ES_URL", "http://search:9200");

    assertThat(Settings.read(Role.QUERY, environment, empty).httpPort()).isEqualTo(4318);
  }

  @Test
  void mayStandBesideWhatKubernetesAddsForAService() throws Exception {
    Map<String, String> environment =
        Map.of(
            "SPANSTONE_SERVICE_HOST", "10.0.0.1",
            "SPANSTONE_SERVICE_PORT_OTLP", "4317",
            "SPANSTONE_PORT", "tcp://10.0.0.1:7070",
            "SPANSTONE_PORT_7070_TCP_ADDR", "10.0.0.1",
            "SPANSTONE_QUERY_PORT", "tcp://10.0.0.1:7070");

    assertThat(Settings.read(Role.UP, environment, empty).httpPort()).isEqualTo(7070);
    assertThat(faults(Role.UP, Map.of("SPANSTONE_QUERY_PORT", "7070"), empty))
        .contains("SPANSTONE_QUERY_PORT (environment) is no setting");
  }

  private static String faults(Role role, Map<String, String> environment, Path directory) {
    InvalidSettingsException invalid =
        catchThrowableOfType(
            InvalidSettingsException.class, () -> Settings.read(role, environment, directory));
    return String.join("\n", invalid.faults());
  }
}
