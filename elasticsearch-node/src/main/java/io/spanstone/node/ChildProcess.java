package io.spanstone.node;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the child JVM. Its standard input is the rope it hangs on: closed, by us or by our
 * death, the child stops. Its standard output says when it is ready. Its standard error goes to
 * {@code logs/elasticsearch.out}.
 */
final class ChildProcess {
  private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

  private final Process process;
  private final int httpPort;

  private ChildProcess(Process process, int httpPort) {
    this.process = process;
    this.httpPort = httpPort;
  }

  /**
   * Starts the child and waits until it answers requests.
   *
   * @throws PortTakenException if the HTTP port is not free
   * @throws NodeStartException if the child ended or said that it failed
   */
  static ChildProcess start(NodeSettings settings) throws IOException {
    requireFree(settings.port());
    Files.createDirectories(settings.logs());
    Files.createDirectories(settings.data().resolve("tmp"));
    Process process =
        new ProcessBuilder(ChildCommand.of(settings))
            .redirectError(Redirect.to(freshOutput(settings.logs()).toFile()))
            .start();
    try {
      ChildRecord.of(process.toHandle()).write(settings.data());
      return new ChildProcess(process, awaitReady(process, settings.logs()));
    } catch (IOException | RuntimeException failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  int httpPort() {
    return httpPort;
  }

  long pid() {
    return process.pid();
  }

  /** Blocks until the child has ended, and gives its exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks the child to stop, waits for it, and kills it if it takes too long. */
  void stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      log.warn("Elasticsearch did not stop within {} s; killing it", STOP_TIMEOUT.toSeconds());
      kill(process.toHandle());
    }
  }

  /** Kills a process and waits until it is gone. */
  static void kill(ProcessHandle process) throws IOException, InterruptedException {
    process.destroyForcibly();
    if (!awaitExit(process, KILL_TIMEOUT)) {
      throw new IOException("process " + process.pid() + " survives being killed");
    }
  }

  /** Whether the process ends within that time. */
  static boolean awaitExit(ProcessHandle process, Duration timeout) throws InterruptedException {
    try {
      process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void requireFree(int port) throws PortTakenException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
    } catch (IOException taken) {
      throw new PortTakenException(port, taken);
    }
  }

  /** The file for this life's standard error; that of the life before is kept beside it. */
  private static Path freshOutput(Path logs) throws IOException {
    Path output = logs.resolve("elasticsearch.out");
    if (Files.exists(output)) {
      Files.move(output, logs.resolve("elasticsearch.out.1"), REPLACE_EXISTING);
    }
    return output;
  }

  private static int awaitReady(Process process, Path logs) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    String[] words = line == null ? new String[] {""} : line.split(" ", 3);
    if (words[0].equals("ready")) {
      return Integer.parseInt(words[1]);
    }
    throw new NodeStartException("Elasticsearch did not start: " + reason(line) + "; see " + logs);
  }

  private static String reason(@Nullable String line) {
    return line == null ? "its process ended" : line.replaceFirst("^failed ", "");
  }
}
