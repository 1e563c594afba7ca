package io.spanstone.collector.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A disk whose writes and syncs fail, or wait, as a test says. */
final class FaultyDisk implements SegmentFiles.Creator {
  private volatile CountDownLatch running = new CountDownLatch(0);
  private volatile boolean failsWrites;
  private volatile boolean failsSyncs;

  @Override
  public FileChannel create(Path file) throws IOException {
    return new FaultyFile(PLAIN.create(file), this);
  }

  void failWrites(boolean fails) {
    failsWrites = fails;
  }

  void failSyncs(boolean fails) {
    failsSyncs = fails;
  }

  /** Lets writes wait until {@link #proceed}. */
  void pause() {
    running = new CountDownLatch(1);
  }

  void proceed() {
    running.countDown();
  }

  void beforeWrite() throws IOException {
    try {
      running.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (failsWrites) {
      throw new IOException("No space left on device");
    }
  }

  void beforeSync() throws IOException {
    if (failsSyncs) {
      throw new IOException("Input/output error");
    }
  }
}
