package io.spanstone.storage;

/**
 * Sees to it that an index template is there before the first write of this process: whoever only
 * asks may be the first to write, where no collector has started yet. Thread-safe.
 */
final class OnceInstalled {

  /** Puts it into place. */
  interface Installation {
    void run() throws StorageException;
  }

  private final Installation installation;
  private volatile boolean done;

  OnceInstalled(Installation installation) {
    this.installation = installation;
  }

  void ensure() throws StorageException {
    if (!done) {
      installation.run();
      done = true;
    }
  }
}
