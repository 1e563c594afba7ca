package io.spanstone.storage;

/** Elasticsearch answered with a status that is not 2xx. */
final class ClusterStatusException extends StorageException {
  private final int status;

  ClusterStatusException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }
}
