package io.spanstone.collector.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.IntStream;

/** Makes manifests for the tests of the next hop. */
public final class Manifests {
  private Manifests() {}

  /** {@code documents} documents of {@code bytes} bytes, with 1, 2, 3, … records. */
  public static Manifest write(Path file, UUID segment, int documents, int bytes)
      throws IOException {
    return ManifestWriter.write(
        file,
        segment,
        IntStream.range(0, documents)
            .mapToObj(i -> new ManifestWriter.Draft("index-" + i % 2, i + 1, json(bytes)))
            .iterator(),
        0,
        0);
  }

  private static Slice json(int bytes) {
    return Slice.of(("\"" + "x".repeat(bytes - 2) + "\"").getBytes(UTF_8));
  }
}
