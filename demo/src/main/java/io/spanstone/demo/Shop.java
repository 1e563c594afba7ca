package io.spanstone.demo;

import io.spanstone.demo.ShopPlan.ServicePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The shop's services, from their start to their end. Thread-safe. */
final class Shop implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofMinutes(3);

  private final ShopPlan plan;
  private final DemoOptions options;
  private final Consumer<String> report;
  private final List<ServiceProcess> services = new ArrayList<>();
  private final Set<String> ready = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private boolean closed;

  /**
   * Starts nothing yet.
   *
   * @param report gets a line for people when a service ends before the shop does
   */
  Shop(ShopPlan plan, DemoOptions options, Consumer<String> report) {
    this.plan = plan;
    this.options = options;
    this.report = report;
  }

  /**
   * Starts the services side by side and waits until all of them accept requests.
   *
   * @return false if the shop was closed meanwhile
   * @throws IOException if one does not start; the others may be running until {@link #close}
   */
  synchronized boolean open() throws IOException, InterruptedException {
    for (ServicePlan service : plan.services()) {
      if (!closed) {
        services.add(ServiceProcess.start(service, options, this::ready, this::ended));
      }
    }
    long deadlineNanos = System.nanoTime() + TIME_TO_START.toNanos();
    while (!closed && ready.size() < plan.services().size()) {
      long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0 || !ended.isEmpty()) {
        Path logs = ServiceProcess.directory(options);
        throw new IOException("the services did not all start; their logs are in " + logs);
      }
      wait(leftMillis);
    }
    return !closed;
  }

  private synchronized void ready(ServicePlan service) {
    ready.add(service.name());
    notifyAll();
  }

  private synchronized void ended(ServicePlan service) {
    ended.add(service.name());
    notifyAll();
    if (!closed) {
      report.accept(service.name() + " has ended");
    }
  }

  /** Stops all services, side by side, and waits until they have ended. */
  @Override
  public void close() {
    List<ServiceProcess> started;
    synchronized (this) {
      closed = true;
      notifyAll();
      started = List.copyOf(services);
    }
    started.parallelStream().forEach(ServiceProcess::close);
  }
}
