package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Spans of a dozen services over OTLP/HTTP, every second as many, until it is closed. */
public final class SteadySpans implements AutoCloseable {
  private static final int SEED = 7_000;
  private static final int CELL_SECONDS = 10;

  private final Load load;
  private final int spansPerSecond;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> sending;

  /** The services that the spans are of. */
  public static List<String> services() {
    return Corpus.SERVICES;
  }

  /**
   * Spans of the past, so that there is a history: {@code spans} for every ten seconds from {@code
   * seconds} ago on. Returns when they are taken.
   */
  public static void history(URI otlp, int seconds, int spans)
      throws IOException, InterruptedException {
    Load load = new Load(otlp.resolve("/v1/traces"), "application/x-protobuf");
    Instant now = Instant.now();
    for (int ago = seconds; ago > CELL_SECONDS; ago -= CELL_SECONDS) {
      List<byte[]> bodies = new ArrayList<>();
      new Corpus(SEED - ago, now.minusSeconds(ago).toEpochMilli() * 1_000_000)
          .generate(spans, batch -> bodies.add(OtlpEncoding.encode(batch)));
      load.send(bodies);
    }
  }

  /** Starts at once. */
  public SteadySpans(URI otlp, int spansPerSecond) {
    this.load = new Load(otlp.resolve("/v1/traces"), "application/x-protobuf");
    this.spansPerSecond = spansPerSecond;
    this.sending =
        thread.submit(
            () -> {
              send();
              return null;
            });
  }

  /**
   * Waits while spans are sent.
   *
   * @throws IOException if they cannot be sent any more
   */
  public void awaitSeconds(long seconds) throws IOException, InterruptedException {
    try {
      sending.get(seconds, TimeUnit.SECONDS);
      throw new IllegalStateException("nothing ends the sending but a failure");
    } catch (TimeoutException over) {
      // so long it went well
    } catch (ExecutionException failure) {
      throw new IOException("the steady load failed", failure.getCause());
    }
  }

  private void send() throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    for (int second = 0; !Thread.currentThread().isInterrupted(); second++) {
      TimeUnit.NANOSECONDS.sleep(startNanos + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
      List<byte[]> bodies = new ArrayList<>();
      new Corpus(SEED + second, Instant.now().toEpochMilli() * 1_000_000)
          .generate(spansPerSecond, batch -> bodies.add(OtlpEncoding.encode(batch)));
      load.send(bodies);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
