package io.spanstone.demo;

import io.spanstone.demo.service.Launched;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program of the shop in a JVM of its own. It ends with the pipe to its stdin, so it cannot
 * outlive this process.
 */
final class ProgramProcess implements AutoCloseable {

  private static final Duration TIME_TO_STOP = Duration.ofSeconds(8);

  private final Program program;
  private final Process process;

  /**
   * Starts it and returns at once.
   *
   * @param ready called when it accepts requests
   * @param ended called when it has ended, for whatever reason
   */
  static ProgramProcess start(
      Program program, DemoOptions options, Consumer<Program> ready, Consumer<ProgramProcess> ended)
      throws IOException {
    Path stderr = options.directory().resolve(program.name() + ".stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command(program, options)).redirectError(stderr.toFile());
    agentSettings(program, System.getenv()).forEach(builder.environment()::put);
    ProgramProcess started = new ProgramProcess(program, builder.start());
    Thread reader = new Thread(() -> started.readStdout(ready, ended), program.name() + "-stdout");
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  private static List<String> command(Program program, DemoOptions options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + program.heap());
    // Small and quick to start; nobody measures how fast the shop is.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k"));
    command.add("-XX:-PrintWarnings");
    if (program.observed()) {
      command.add("-javaagent:" + options.agent());
    }
    command.addAll(List.of("-cp", program.classPath(), program.mainClass()));
    command.addAll(program.arguments());
    return command;
  }

  /** For the agent; what the user has set in the environment stays. */
  private static Map<String, String> agentSettings(
      Program program, Map<String, String> environment) {
    String endpoint =
        "http://127.0.0.1:" + environment.getOrDefault("SPANSTONE_OTLP_GRPC_PORT", "4317");
    return Map.of(
        "OTEL_SERVICE_NAME", program.name(),
        "OTEL_RESOURCE_ATTRIBUTES",
            environment.getOrDefault(
                "OTEL_RESOURCE_ATTRIBUTES", "service.namespace=shop,service.version=1.0.0"),
        "OTEL_EXPORTER_OTLP_ENDPOINT",
            environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
  }

  private ProgramProcess(Program program, Process process) {
    this.program = program;
    this.process = process;
  }

  Program program() {
    return program;
  }

  private void readStdout(Consumer<Program> ready, Consumer<ProgramProcess> ended) {
    try (BufferedReader stdout = process.inputReader()) {
      for (String line; (line = stdout.readLine()) != null; ) {
        if (line.startsWith(Launched.READY)) {
          ready.accept(program);
        }
      }
    } catch (IOException e) {
      // the pipe broke: its other end is gone
    }
    ended.accept(this);
  }

  /** Ends it as a crash would, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, then makes it. Returns at once if it has ended. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (IOException e) {
      // its pipe broke: it is on its way out, or will be made to
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
