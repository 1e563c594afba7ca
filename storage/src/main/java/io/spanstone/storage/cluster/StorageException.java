package io.spanstone.storage.cluster;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Elasticsearch could not be reached, did not answer in time, or gave an answer that cannot be
 * trusted to be whole. What was asked may or may not have happened; asking again is safe.
 */
public class StorageException extends IOException {
  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
