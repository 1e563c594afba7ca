package io.spanstone.collector.pack;

import java.io.IOException;
import java.nio.file.Path;

/** A manifest is not what was written: its disk has damaged it. */
public final class CorruptManifestException extends IOException {
  CorruptManifestException(Path file, String fault) {
    super(file.getFileName() + ": " + fault);
  }
}
