package io.spanstone.collector;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The name of a collector: random, made at its first start, kept in its data directory. */
final class Identity {
  private Identity() {}

  static String of(Path data) throws IOException {
    Path file = data.resolve("collector-id");
    if (!Files.exists(file)) {
      Path temporary =
          Files.writeString(data.resolve("collector-id.tmp"), UUID.randomUUID() + "\n");
      Files.move(temporary, file, ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
