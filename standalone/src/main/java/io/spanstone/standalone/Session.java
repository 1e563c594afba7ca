package io.spanstone.standalone;

import io.spanstone.node.DirectoryInUseException;
import io.spanstone.node.PortTakenException;
import io.spanstone.standalone.settings.Listeners;
import io.spanstone.standalone.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a role in the foreground: from the start to the signal that ends it. */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final Duration READY_POLL = Duration.ofMillis(100);
  private static final Duration READY_PATIENCE = Duration.ofSeconds(10);

  private final CommandLine commandLine;
  private final Settings settings;
  private final PrintStream console;
  private final Parts parts = new Parts();
  private final long startNanos = System.nanoTime();

  Session(CommandLine commandLine, Settings settings, PrintStream console) {
    this.commandLine = commandLine;
    this.settings = settings;
    this.console = console;
  }

  /** Returns the exit code if the start fails; else a signal ends the process, with 0. */
  int run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "spanstone-stop"));
    try {
      start();
      parts.awaitStop();
      return 0;
    } catch (CancellationException stopped) {
      return 0;
    } catch (Exception failure) {
      log.info("Cannot start", failure); // the console shows the reason instead
      parts.stop();
      console.println("Spanstone cannot start: " + reason(failure));
      return Main.CANNOT_START;
    }
  }

  private void start() throws Exception {
    Distribution distribution = Distribution.locate();
    console.println("Spanstone " + Distribution.version() + " starts …");
    Running running = new Roles(settings, distribution, parts).start(commandLine.role());
    if (!awaitReady(running)) {
      return;
    }
    console.println(Banner.of(settings, running, Duration.ofNanos(System.nanoTime() - startNanos)));
    if (commandLine.demo()) {
      parts.start(
          () ->
              Demo.start(
                  distribution,
                  settings.data(),
                  running.otlpGrpcPort(),
                  commandLine.small(),
                  console));
    }
  }

  /** Waits until everything is ready; false if it is to stop before. */
  private boolean awaitReady(Running running) throws InterruptedException {
    boolean told = false;
    while (true) {
      Optional<String> unready = running.unready().get();
      if (unready.isEmpty()) {
        return true;
      }
      if (!told && System.nanoTime() - startNanos > READY_PATIENCE.toNanos()) {
        console.println(
            "Waiting for Elasticsearch; the log is in %s/logs: %s"
                .formatted(settings.data(), unready.get()));
        told = true;
      }
      if (parts.awaitStop(READY_POLL)) {
        return false;
      }
    }
  }

  /** On a signal. The JVM would answer with the signal's number, though all went well. */
  private void stop() {
    if (parts.askToStop()) {
      console.println("Stopping …");
      parts.stop();
      console.println("Stopped.");
      Runtime.getRuntime().halt(0);
    }
  }

  private String reason(Exception failure) {
    if (failure instanceof PortTakenException taken) {
      return Listeners.elasticsearchTaken(taken.port());
    }
    if (failure instanceof DirectoryInUseException) {
      return failure.getMessage() + "; set SPANSTONE_DATA to another";
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message + "; see " + settings.data().resolve("logs");
  }
}
