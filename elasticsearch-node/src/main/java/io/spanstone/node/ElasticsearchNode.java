package io.spanstone.node;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Elasticsearch node in a child JVM of its own, kept alive: when the child dies it is started
 * again, on the same port, after a growing delay. Reached over HTTP on the loopback interface only.
 *
 * <p>Whatever ends this process, {@code kill -9} included, the child ends too: it watches its
 * standard input. Signals sent to the whole process group do not reach it, so that the owner can
 * write what it still has before {@link #close}.
 *
 * <p>Thread-safe. One supervisor thread per node.
 */
public final class ElasticsearchNode implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ElasticsearchNode.class);

  private final DirectoryLock lock;
  private final NodeSettings settings;
  private final Thread supervisor = new Thread(this::supervise, "elasticsearch-supervisor");
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile ChildProcess child;

  private ElasticsearchNode(DirectoryLock lock, NodeSettings settings, ChildProcess child) {
    this.lock = lock;
    this.settings = settings;
    this.child = child;
  }

  /**
   * Ends a stale child of the same data directory, starts a new one, and returns when it answers
   * requests, after some 5 s.
   *
   * @throws DirectoryInUseException if another process uses the data directory
   * @throws PortTakenException if the HTTP port is not free
   * @throws NodeStartException if the child fails to start
   */
  public static ElasticsearchNode start(NodeSettings settings)
      throws IOException, InterruptedException {
    DirectoryLock lock = DirectoryLock.acquire(settings.data());
    try {
      StaleChild.end(settings.data());
      ChildProcess child = ChildProcess.start(settings);
      ElasticsearchNode node =
          new ElasticsearchNode(lock, settings.withPort(child.httpPort()), child);
      node.supervisor.start();
      return node;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  /** Where the node answers; the same for all its lives. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + settings.port());
  }

  /** The id of the child's process; another one after a restart. */
  public long pid() {
    return child.pid();
  }

  /** How often the child has died and been started again. */
  public int restarts() {
    return restarts.get();
  }

  /** Stops the child in good order, within some 30 s, and gives the data directory free. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    try {
      child.stop();
      supervisor.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while Elasticsearch stopped");
    } finally {
      lock.close();
    }
  }

  private void supervise() {
    Backoff backoff = new Backoff();
    try {
      while (!isClosing()) {
        long startNanos = System.nanoTime();
        int exitCode = child.awaitEnd();
        Duration life = Duration.ofNanos(System.nanoTime() - startNanos);
        if (!isClosing()) {
          log.warn("Elasticsearch ended with exit code {} after {} s", exitCode, life.toSeconds());
          restart(backoff, life);
        }
      }
      child.stop();
    } catch (IOException | InterruptedException failure) {
      log.error("no longer supervising Elasticsearch", failure);
    }
  }

  /** Tries until a new child runs or the node is closed. */
  private void restart(Backoff backoff, Duration life) throws InterruptedException {
    Duration delay = backoff.afterLifeOf(life);
    while (!closing.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
      restarts.incrementAndGet();
      try {
        child = ChildProcess.start(settings);
        log.info("Elasticsearch runs again, process {}", child.pid());
        return;
      } catch (IOException failure) {
        delay = backoff.afterLifeOf(Duration.ZERO);
        log.error("cannot restart Elasticsearch, next try in {} s", delay.toSeconds(), failure);
      }
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }
}
