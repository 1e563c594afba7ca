package io.spanstone.benchmarks.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that ask for orders, each for the next one as soon as it has an answer. */
final class Requests {
  private static final int CLIENTS = 4;
  private static final int ORDERS = 1_000;

  private Requests() {}

  /** How the requests of some time were answered. */
  static final class Answers {
    /** From the request to the last byte of the answer. */
    private final long[] sortedNanos;

    private final double seconds;

    Answers(long[] sortedNanos, double seconds) {
      this.sortedNanos = sortedNanos;
      this.seconds = seconds;
    }

    int count() {
      return sortedNanos.length;
    }

    double perSecond() {
      return count() / seconds;
    }

    double p99Millis() {
      return sortedNanos[(int) (0.99 * (count() - 1))] / 1e6;
    }
  }

  static Answers ask(URI service, double seconds) throws IOException, InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      long beganNanos = System.nanoTime();
      long endNanos = beganNanos + (long) (seconds * 1e9);
      Callable<long[]> client = () -> ask(service, endNanos);
      List<long[]> nanos = new ArrayList<>();
      for (Future<long[]> each : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
        nanos.add(each.get());
      }
      double took = (System.nanoTime() - beganNanos) / 1e9;
      return new Answers(nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray(), took);
    } catch (ExecutionException e) {
      throw new IOException("a request was not answered", e.getCause());
    } finally {
      clients.shutdownNow();
    }
  }

  private static long[] ask(URI service, long untilNanos) throws IOException {
    long[] nanos = new long[1 << 10];
    int count = 0;
    for (long now = System.nanoTime(); now < untilNanos; count++) {
      ask(service.resolve("/orders/" + count % ORDERS));
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      long after = System.nanoTime();
      nanos[count] = after - now;
      now = after;
    }
    return Arrays.copyOf(nanos, count);
  }

  private static void ask(URI order) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) order.toURL().openConnection();
    try (InputStream answer = connection.getInputStream()) {
      answer.readAllBytes();
    }
  }
}
