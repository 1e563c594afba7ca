package io.spanstone.query.alert.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.AlertHistory;
import io.spanstone.query.alert.channel.Channels;
import io.spanstone.query.alert.lease.Lease;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.silence.People;
import io.spanstone.storage.document.Documents;
import io.spanstone.storage.traces.TraceStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices while this process holds the lease. Has a thread of its own, and one for each
 * notifier that is being sent to. Thread-safe.
 */
public final class Delivery implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Delivery.class);

  private static final long ROUND_MILLIS = 500;
  private static final long STOP_SECONDS = 5;

  private final Lease lease;
  private final DeliveryMetrics metrics;
  private final Dispatcher dispatcher;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(task -> daemon(task, "alert-notices"));
  private final Semaphore news = new Semaphore(0);
  private final Thread thread = daemon(this::run, "alert-dispatcher");
  private volatile boolean closed;
  private volatile boolean changed;

  /** Whether the last round had the lease. Used by {@link #thread} only. */
  private boolean dispatching;

  private Delivery(
      AlertBook book, Lease lease, People people, Documents documents, Sending sending) {
    this.lease = lease;
    this.metrics = sending.metrics();
    this.dispatcher = new Dispatcher(book, new NotifierStore(documents), people, sending);
  }

  /**
   * Starts to send.
   *
   * @param history where it is written down what became of notices
   * @param lease of the one process that sends; not closed with this
   * @param traces where examples are looked for
   * @param baseUrl of our pages, for links in notices; without a slash at its end
   */
  public static Delivery start(
      AlertBook book,
      AlertHistory history,
      Lease lease,
      Documents documents,
      TraceStore traces,
      People people,
      Channels channels,
      MeterRegistry registry,
      String baseUrl) {
    Sending sending =
        new Sending(
            new Outbox(documents),
            history,
            channels,
            new DeliveryMetrics(registry),
            InstantSource.system(),
            new ExampleTraces(traces),
            baseUrl,
            lease::held);
    Delivery delivery = new Delivery(book, lease, people, documents, sending);
    delivery.thread.start();
    return delivery;
  }

  /** Notifiers, silences or acknowledgements changed: looks at them now, not some seconds later. */
  public void wake() {
    changed = true;
    news.release();
  }

  /** Lets what is being sent be written down, for some seconds, and stops. Idempotent. */
  @Override
  public void close() {
    closed = true;
    news.release();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
      workers.shutdown();
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean failed = false;
    while (!closed) {
      try {
        round();
        failed = false;
      } catch (FencedOffException e) {
        logger.info("Another process sends notices now: {}", e.getMessage());
        dispatcher.forget();
      } catch (IOException | RuntimeException e) {
        metrics.fault();
        if (!failed) {
          logger.warn("Notices wait, since a round of the dispatcher failed", e);
        }
        failed = true;
      }
      await();
    }
  }

  private void round() throws IOException {
    boolean here = lease.held();
    metrics.dispatching(here);
    if (!here) {
      dispatching = false;
      return;
    }
    if (!dispatching) {
      dispatcher.resume();
      dispatching = true;
    }
    if (changed) {
      changed = false;
      dispatcher.refresh();
    }
    dispatcher.round(workers);
  }

  private void await() {
    try {
      if (news.tryAcquire(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
