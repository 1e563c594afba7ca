package io.spanstone.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests in a JVM of its own, under our agent or upstream's. */
final class AgentProcess implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("spanstone.root"));
  private static final Path AGENT =
      ROOT.resolve("standalone/target/spanstone/agent/spanstone-javaagent.jar");
  private static final Path UPSTREAM =
      ROOT.resolve("agent-extensions/target/upstream/opentelemetry-javaagent.jar");

  private final Process process;
  private final Path stderr;
  private final int port;

  private AgentProcess(Process process, Path stderr, int port) {
    this.process = process;
    this.stderr = stderr;
    this.port = port;
  }

  /** Like {@link #start}, under the agent that ours is made of, as it is. */
  static AgentProcess startUpstream(
      Class<?> program, String classPath, URI otlp, Path stderr, List<String> options)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("-Dotel.exporter.otlp.protocol=grpc");
    return start(UPSTREAM, program, classPath, otlp, stderr, all);
  }

  /**
   * Starts it under our agent and returns when it has printed its port.
   *
   * @param otlp where its telemetry goes
   * @param options of its JVM
   */
  static AgentProcess start(
      Class<?> program, String classPath, URI otlp, Path stderr, List<String> options)
      throws IOException {
    return start(AGENT, program, classPath, otlp, stderr, options);
  }

  private static AgentProcess start(
      Path agent, Class<?> program, String classPath, URI otlp, Path stderr, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-PrintWarnings"));
    command.add("-javaagent:" + agent);
    command.add("-Dotel.exporter.otlp.endpoint=" + otlp);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    Process process = builder.start();
    BufferedReader stdout = process.inputReader();
    String line = stdout.readLine();
    if (line == null) {
      throw new IOException(program + " did not start: " + Files.readString(stderr));
    }
    return new AgentProcess(process, stderr, Integer.parseInt(line));
  }

  int port() {
    return port;
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Ends it at once, with whatever it has not sent yet. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, which sends all that it has to tell, and waits. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("it did not end: " + Files.readString(stderr));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a service stopped");
    }
  }
}
