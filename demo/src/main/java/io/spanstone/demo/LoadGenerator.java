package io.spanstone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Customers at the shop's front. Requests arrive at random moments (a Poisson process of the given
 * rate), each is the next step of a customer who is free; when all are waiting for answers, the
 * arrival is turned away and counted, so a slow shop is not drowned.
 */
final class LoadGenerator implements AutoCloseable {

  private record Answer(int status, String body) {}

  private static final Answer NOTHING = new Answer(LoadCounts.NO_ANSWER, "");
  private static final int OK = 200;
  private static final int CUSTOMERS = 40;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final long REPORT_INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long FRONT_INTERVAL_NANOS = Duration.ofMillis(500).toNanos();
  private static final long FRONT_TIMEOUT_NANOS = Duration.ofMinutes(1).toNanos();

  private final double requestsPerSecond;
  private final URI front;
  private final Consumer<String> report;
  private final LoadCounts counts = new LoadCounts();
  private final Random random = new Random();
  private final ConcurrentLinkedQueue<Customer> free = new ConcurrentLinkedQueue<>();
  private final ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread arrivals = new Thread(this::arrive, "arrivals");
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  /**
   * Asks nothing yet.
   *
   * @param report gets a line for people every half a minute, and one at the end
   */
  LoadGenerator(ShopPlan plan, DemoOptions options, Consumer<String> report) {
    this.requestsPerSecond = options.requestsPerSecond();
    this.front = URI.create(plan.front().url());
    this.report = report;
    for (int i = 1; i <= CUSTOMERS; i++) {
      free.add(new Customer("customer-" + i, random, !options.small()));
    }
  }

  String describe() {
    return requestsPerSecond + " requests/s of " + CUSTOMERS + " customers";
  }

  String summary() {
    return counts.summary();
  }

  /**
   * Looks at the products until it sees them: behind a gateway, a service that is ready is found a
   * moment later. What this asks is counted like everything else.
   *
   * @return false if this was closed before
   * @throws IOException if it takes more than a minute
   */
  boolean awaitFront() throws IOException {
    long deadlineNanos = System.nanoTime() + FRONT_TIMEOUT_NANOS;
    while (ask(ShopRequest.browse()).status() != OK) {
      if (System.nanoTime() > deadlineNanos) {
        throw new IOException(front + " shows no products: " + counts.byEndpoint());
      }
      if (closedBy(System.nanoTime() + FRONT_INTERVAL_NANOS)) {
        return false;
      }
    }
    return true;
  }

  void start() {
    arrivals.start();
  }

  private void arrive() {
    long nextArrivalNanos = System.nanoTime();
    long nextReportNanos = nextArrivalNanos + REPORT_INTERVAL_NANOS;
    while (!closedBy(nextArrivalNanos)) {
      Customer customer = free.poll();
      if (customer == null) {
        counts.turnedAway();
      } else {
        customers.execute(() -> take(customer));
      }
      if (nextArrivalNanos >= nextReportNanos) {
        report.accept(counts.summary());
        nextReportNanos += REPORT_INTERVAL_NANOS;
      }
      nextArrivalNanos += (long) (-Math.log(1 - random.nextDouble()) / requestsPerSecond * 1e9);
    }
  }

  private boolean closedBy(long deadlineNanos) {
    try {
      return closed.await(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void take(Customer customer) {
    ShopRequest step = customer.nextStep();
    Answer answer = ask(step);
    customer.answered(step, answer.status(), answer.body());
    free.add(customer);
  }

  private Answer ask(ShopRequest step) {
    long startNanos = System.nanoTime();
    Answer answer = NOTHING;
    try {
      HttpResponse<String> response =
          http.send(step.toHttp(front, REQUEST_TIMEOUT), HttpResponse.BodyHandlers.ofString());
      answer = new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      // counted as what it is: no answer
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    counts.answered(step.name(), answer.status(), System.nanoTime() - startNanos);
    return answer;
  }

  /** Ends the load and reports what it was, by endpoint and status, down to the last answer. */
  @Override
  public void close() {
    closed.countDown();
    try {
      arrivals.join();
      customers.shutdown();
      if (!customers.awaitTermination(3, TimeUnit.SECONDS)) {
        customers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    report.accept(counts.byEndpoint());
  }
}
