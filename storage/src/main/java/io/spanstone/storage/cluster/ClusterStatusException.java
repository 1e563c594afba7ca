package io.spanstone.storage.cluster;

/** Elasticsearch answered with a status that is not 2xx. */
public final class ClusterStatusException extends StorageException {
  private final int status;

  ClusterStatusException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
