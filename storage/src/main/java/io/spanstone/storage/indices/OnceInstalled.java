package io.spanstone.storage.indices;

import io.spanstone.storage.cluster.StorageException;

/**
 * Sees to it that an index template is there before the first write of this process: whoever only
 * asks may be the first to write, where no collector has started yet. Thread-safe.
 */
public final class OnceInstalled {

  /** Puts it into place. */
  public interface Installation {
    void run() throws StorageException;
  }

  private final Installation installation;
  private volatile boolean done;

  public OnceInstalled(Installation installation) {
    this.installation = installation;
  }

  public void ensure() throws StorageException {
    if (!done) {
      installation.run();
      done = true;
    }
  }
}
