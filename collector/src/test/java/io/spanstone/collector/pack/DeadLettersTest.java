package io.spanstone.collector.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
  private static final UUID SEGMENT = UUID.fromString("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final ManifestDocument DOCUMENT =
      new ManifestDocument(
          4, "the-index", SEGMENT + "-4", 7, Slice.of("{\"x\":\"\\u00e9\"}".getBytes(UTF_8)));

  @TempDir Path directory;

  @Test
  void keepARefusedDocumentWithTheReason() throws Exception {
    open(1 << 20).document(Signal.TRACES, DOCUMENT, "mapper \"says\" no");

    assertThat(directory.resolve("traces").resolve(SEGMENT + "-4.json"))
        .hasContent(
            "{\"time\":\"2026-11-24T12:00:00Z\",\"signal\":\"traces\",\"records\":7,"
                + "\"reason\":\"mapper \\\"says\\\" no\",\"index\":\"the-index\",\"id\":\""
                + SEGMENT
                + "-4\",\"document\":{\"x\":\"\\u00e9\"}}");
  }

  @Test
  void keepAnEntryAsItsBytes() throws Exception {
    open(1 << 20).entry(Signal.LOGS, SEGMENT, 2, Slice.of(new byte[] {1, 2, 3}), 5, "because");

    assertThat(directory.resolve("logs").resolve(SEGMENT + "-entry-2.json"))
        .hasContent(
            "{\"time\":\"2026-11-24T12:00:00Z\",\"signal\":\"logs\",\"records\":5,"
                + "\"reason\":\"because\",\"segment\":\""
                + SEGMENT
                + "\",\"entry\":2,\"otlp\":\"AQID\"}");
  }

  @Test
  void replaceALetterThatIsRepeatedAfterACrash() throws Exception {
    open(1 << 20).document(Signal.TRACES, DOCUMENT, "first");
    open(1 << 20).document(Signal.TRACES, DOCUMENT, "second");

    try (var files = Files.list(directory.resolve("traces"))) {
      assertThat(files)
          .singleElement()
          .satisfies(file -> assertThat(file).content().contains("second"));
    }
  }

  @Test
  void takeNoMoreThanTheirLimitAlsoAfterARestart() throws Exception {
    open(100).document(Signal.TRACES, DOCUMENT, "fits");

    DeadLetters reopened = open(100);
    assertThatThrownBy(() -> reopened.document(Signal.TRACES, DOCUMENT, "does not"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("limit of 100 bytes");
  }

  @Test
  void boundTheReason() throws Exception {
    open(1 << 20).document(Signal.TRACES, DOCUMENT, "x".repeat(1_000_000));
    assertThat(directory.resolve("traces").resolve(SEGMENT + "-4.json").toFile().length())
        .isLessThan(3000);
  }

  private DeadLetters open(long maxBytes) throws IOException {
    return DeadLetters.open(directory, maxBytes, CLOCK, new SimpleMeterRegistry());
  }
}
