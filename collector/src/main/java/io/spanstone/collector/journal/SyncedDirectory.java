package io.spanstone.collector.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A directory whose entries can be made durable: files created, renamed or deleted in it. */
record SyncedDirectory(Path path) {
  /** Creates the directory if it is absent, and makes that durable. */
  static SyncedDirectory create(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        new SyncedDirectory(parent).sync();
      }
    }
    return new SyncedDirectory(path);
  }

  void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
