package io.spanstone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The shop's programs, from their start to their end. Thread-safe. */
final class Shop implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofMinutes(3);

  private final ShopPlan plan;
  private final DemoOptions options;
  private final Consumer<String> report;
  private final Map<String, ProgramProcess> running = new HashMap<>();
  private final Set<String> ready = new HashSet<>();
  private final Set<String> killed = new HashSet<>();
  private boolean failed;
  private boolean closed;

  /**
   * Starts nothing yet.
   *
   * @param report gets a line for people when a program ends before the shop does
   */
  Shop(ShopPlan plan, DemoOptions options, Consumer<String> report) {
    this.plan = plan;
    this.options = options;
    this.report = report;
  }

  /**
   * Starts the programs, stage by stage, and waits until all of them accept requests.
   *
   * @return false if the shop was closed meanwhile
   * @throws IOException if one does not start; the others may be running until {@link #close}
   */
  synchronized boolean open() throws IOException, InterruptedException {
    Files.createDirectories(options.directory());
    long deadlineNanos = System.nanoTime() + TIME_TO_START.toNanos();
    for (List<Program> stage : plan.stages()) {
      for (Program program : stage) {
        start(program);
      }
      await(stage, deadlineNanos);
    }
    return !closed;
  }

  private void start(Program program) throws IOException {
    if (!closed) {
      running.put(program.name(), ProgramProcess.start(program, options, this::ready, this::ended));
    }
  }

  private void await(List<Program> stage, long deadlineNanos)
      throws IOException, InterruptedException {
    while (!closed && !ready.containsAll(stage.stream().map(Program::name).toList())) {
      long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0 || failed) {
        throw new IOException(
            "the services did not all start; their logs are in " + options.directory());
      }
      wait(leftMillis);
    }
  }

  /** Whether this program was killed by {@link #kill}. */
  synchronized boolean isKilled(String program) {
    return killed.contains(program);
  }

  /** Ends the program as a crash would, until {@link #revive}. */
  synchronized void kill(String program) throws InterruptedException {
    ProgramProcess process = running.get(program);
    if (!closed && process != null && killed.add(program)) {
      process.kill();
    }
  }

  /** Starts what was killed again, and returns before it is ready. */
  synchronized void revive(String program) throws IOException {
    if (killed.remove(program)) {
      start(plan.program(program));
    }
  }

  private synchronized void ready(Program program) {
    ready.add(program.name());
    notifyAll();
  }

  private synchronized void ended(ProgramProcess process) {
    String name = process.program().name();
    if (!closed && !killed.contains(name) && running.get(name) == process) {
      failed = true;
      notifyAll();
      report.accept(name + " has ended");
    }
  }

  /** Stops all programs, stage by stage from the last, and waits until they have ended. */
  @Override
  public void close() {
    List<List<ProgramProcess>> started = new ArrayList<>();
    synchronized (this) {
      closed = true;
      notifyAll();
      for (List<Program> stage : plan.stages()) {
        started.add(0, stage.stream().map(this::process).flatMap(Optional::stream).toList());
      }
    }
    for (List<ProgramProcess> stage : started) {
      stage.parallelStream().forEach(ProgramProcess::close);
    }
  }

  private Optional<ProgramProcess> process(Program program) {
    return Optional.ofNullable(running.get(program.name()));
  }
}
