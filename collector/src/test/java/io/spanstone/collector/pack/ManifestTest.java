package io.spanstone.collector.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final UUID SEGMENT = UUID.fromString("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");

  @TempDir Path directory;

  @Test
  void givesBackTheDocumentsWithTheirIndicesAndIds() throws Exception {
    Path file = directory.resolve("1-a.manifest");
    write(
        file,
        List.of(draft("spanstone-logs-c0-2026.11.24", 3, "{\"a\":\"é\"}"), draft("i", 4, "{}")),
        5);

    Manifest manifest = Manifest.open(file, SEGMENT);

    assertThat(manifest.documents()).isEqualTo(2);
    assertThat(manifest.records()).isEqualTo(7);
    assertThat(manifest.deadLettered()).isEqualTo(5);
    List<ManifestDocument> documents = documents(manifest);
    assertThat(documents)
        .extracting(
            ManifestDocument::ordinal,
            ManifestDocument::index,
            ManifestDocument::id,
            ManifestDocument::records,
            d -> d.json().utf8())
        .containsExactly(
            tuple(0, "spanstone-logs-c0-2026.11.24", SEGMENT + "-0", 3, "{\"a\":\"é\"}"),
            tuple(1, "i", SEGMENT + "-1", 4, "{}"));
  }

  @Test
  void holdsNoDocumentsIfAllWereSetAside() throws Exception {
    Path file = directory.resolve("m");
    write(file, List.of(), 9);
    Manifest manifest = Manifest.open(file, SEGMENT);
    assertThat(documents(manifest)).isEmpty();
    assertThat(manifest.deadLettered()).isEqualTo(9);
  }

  @Test
  void isCorruptWhereverItIsCutOrAnyBitIsFlipped() throws Exception {
    Path file = directory.resolve("m");
    write(file, List.of(draft("index", 3, "{\"a\":1}"), draft("index", 4, "{}")), 0);
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertCorrupt(file, "cut at " + length);
    }
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, flipped);
      assertCorrupt(file, "bit " + bit);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertCorrupt(file, "one byte more");
  }

  @Test
  void isNotTakenForAnotherSegments() throws Exception {
    Path file = directory.resolve("m");
    write(file, List.of(), 0);
    UUID other = new UUID(1, 2);
    assertThatThrownBy(() -> Manifest.open(file, other))
        .isInstanceOf(CorruptManifestException.class)
        .hasMessageContaining("belongs to segment " + SEGMENT);
  }

  @Test
  void isWholeOrAbsent() throws Exception {
    Path file = directory.resolve("m");
    Iterator<ManifestWriter.Draft> failing =
        Stream.of(1, 0).map(i -> draft("index", 1, "{}".repeat(100_000 / i))).iterator();

    assertThatThrownBy(() -> ManifestWriter.write(file, SEGMENT, failing, 0, 0))
        .isInstanceOf(ArithmeticException.class);
    assertThat(directory).isEmptyDirectory();

    Files.write(file.resolveSibling("m.tmp"), new byte[1 << 20]);
    write(file, List.of(draft("index", 1, "{}")), 0);
    assertThat(documents(Manifest.open(file, SEGMENT))).hasSize(1);
    assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
  }

  private static void write(Path file, List<ManifestWriter.Draft> drafts, long deadLettered)
      throws IOException {
    ManifestWriter.write(file, SEGMENT, drafts.iterator(), deadLettered, 0);
  }

  private static ManifestWriter.Draft draft(String index, int records, String json) {
    return new ManifestWriter.Draft(index, records, Slice.of(json.getBytes(UTF_8)));
  }

  private static List<ManifestDocument> documents(Manifest manifest) throws IOException {
    List<ManifestDocument> documents = new ArrayList<>();
    try (ManifestReader reader = manifest.read()) {
      for (ManifestDocument next = reader.next(); next != null; next = reader.next()) {
        documents.add(next);
      }
      assertThat(reader.next()).isNull();
    }
    return documents;
  }

  private static void assertCorrupt(Path file, String what) {
    assertThatThrownBy(() -> Manifest.open(file, SEGMENT))
        .as(what)
        .isInstanceOf(CorruptManifestException.class);
  }
}
