package io.spanstone.storage.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a selection takes of memory, which the default limit of samples rests on. */
@Timeout(120)
class SelectionMemoryTest {
  @ParameterizedTest
  @CsvSource({"number, 64", "histogram, 48"})
  void aMillionSamplesFitInAFewMegabytes(String kind, int megabytes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + megabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                SelectionMemory.class.getName(),
                kind,
                "1000000")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(Long.parseLong(said.strip())).isGreaterThan(900_000);
  }
}
