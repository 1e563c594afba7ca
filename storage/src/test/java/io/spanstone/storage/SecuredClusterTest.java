package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.TestSpans;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.testkit.SecuredElasticsearch;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A cluster behind TLS by an authority of its own, and behind a password. */
@ExtendWith(SharedElasticsearch.class)
class SecuredClusterTest {
  @TempDir private Path directory;

  @Test
  void takesTheAuthorityAndThePasswordOfTheSettings(URI elasticsearch) throws Exception {
    try (SecuredElasticsearch secured = SecuredElasticsearch.before(elasticsearch, directory);
        TestStorage plain = TestStorage.install(elasticsearch);
        Storage storage =
            Storage.connect(
                settings(plain, secured.uri(), SecuredElasticsearch.PASSWORD, secured.caFile()))) {
      storage.install();
      TracesData request = new TestSpans(1, 1, 1, 1).request(50);
      storage.bulk(plain.items(List.of(request), BlockLimits.DEFAULT));
      plain.refresh();

      Slice trace = Slice.of(TestSpans.traceId(0).toByteArray());
      assertThat(storage.traces().byId(trace, Duration.ofMinutes(1)).spanCount()).isPositive();
      assertThat(storage.ready()).isTrue();
    }
  }

  @Test
  void aWrongPasswordOrAnUnknownAuthorityIsToldApart(URI elasticsearch) throws Exception {
    try (SecuredElasticsearch secured = SecuredElasticsearch.before(elasticsearch, directory);
        TestStorage plain = TestStorage.install(elasticsearch);
        Storage wrongPassword =
            Storage.connect(settings(plain, secured.uri(), "wrong", secured.caFile()));
        Storage noAuthority =
            Storage.connect(settings(plain, secured.uri(), SecuredElasticsearch.PASSWORD, null))) {
      assertThatThrownBy(wrongPassword::install)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("401");
      assertThatThrownBy(noAuthority::install)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("PKIX");
      assertThat(noAuthority.ready()).isFalse();
    }
  }

  @Test
  void aCaFileThatIsNoneIsRefusedAtOnce(URI elasticsearch) throws Exception {
    Path noPem = Files.writeString(directory.resolve("ca.pem"), "no certificate");
    try (TestStorage plain = TestStorage.install(elasticsearch)) {
      for (Path file : List.of(noPem, directory.resolve("missing.pem"))) {
        assertThatThrownBy(() -> Storage.connect(settings(plain, elasticsearch, "password", file)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(file.toString());
      }
    }
  }

  private static StorageSettings settings(
      TestStorage plain, URI url, String password, Path caFile) {
    return new StorageSettings(
        List.of(url),
        SecuredElasticsearch.USERNAME,
        password,
        null,
        caFile,
        plain.settings.indexPrefix(),
        1,
        0,
        IndexPeriod.DAY,
        Duration.ofDays(7),
        Duration.ofDays(7),
        Duration.ofDays(30),
        StorageSettings.Timeouts.DEFAULT,
        0);
  }
}
