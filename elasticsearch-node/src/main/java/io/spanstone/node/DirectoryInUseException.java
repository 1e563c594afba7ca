package io.spanstone.node;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, or another part of this one, holds the {@link DirectoryLock}. */
public final class DirectoryInUseException extends IOException {
  DirectoryInUseException(Path directory, String holder) {
    super(
        directory
            + " is in use by "
            + (holder.isEmpty() ? "another process" : "the process with id " + holder));
  }
}
