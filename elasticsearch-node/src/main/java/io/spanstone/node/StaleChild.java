package io.spanstone.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child of a parent that was killed. It stops by itself when its input ends; what is paused,
 * hangs or takes long is killed here. Only for the holder of the directory's lock: then the parent
 * is certainly gone.
 */
final class StaleChild {
  private static final Logger log = LoggerFactory.getLogger(StaleChild.class);
  private static final Duration OWN_STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration NODE_LOCK_TIMEOUT = Duration.ofSeconds(10);

  private StaleChild() {}

  /** Ends the directory's recorded child if it still runs, and waits until its files are free. */
  static void end(Path data) throws IOException, InterruptedException {
    ProcessHandle process = ChildRecord.read(data).flatMap(r -> r.find(data)).orElse(null);
    if (process != null) {
      log.warn("Elasticsearch of an earlier run is still there, process {}", process.pid());
      if (!ChildProcess.awaitExit(process, OWN_STOP_TIMEOUT)) {
        log.warn("killing process {}, which does not stop by itself", process.pid());
        ChildProcess.kill(process);
      }
    }
    ChildRecord.delete(data);
    awaitNodeLock(data.resolve("indices").resolve("node.lock"));
  }

  private static void awaitNodeLock(Path file) throws IOException, InterruptedException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      CompletableFuture<Void> locked = CompletableFuture.runAsync(() -> lockAndRelease(channel));
      locked.get(NODE_LOCK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException held) {
      throw new NodeStartException(file + " is held by an unknown process", held);
    }
  }

  private static void lockAndRelease(FileChannel channel) {
    try {
      channel.lock().release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
