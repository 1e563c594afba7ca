package io.spanstone.storage.indices;

import io.spanstone.storage.cluster.StorageException;

/** A newer program has set up what is stored; this one would damage or misread it. */
public final class NewerFormatException extends StorageException {
  /**
   * Says so.
   *
   * @param message which indices, and what to do
   */
  public NewerFormatException(String message) {
    super(message);
  }
}
