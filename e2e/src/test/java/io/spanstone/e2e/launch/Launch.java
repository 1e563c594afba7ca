package io.spanstone.e2e.launch;

import io.spanstone.e2e.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of {@code ./spanstone} in a process group of its own, whose end is the matter of the
 * test. Its ports are free ones unless the test says otherwise.
 */
final class Launch implements AutoCloseable {
  private static final Path SCRIPT = Path.of(System.getProperty("spanstone.root"), "spanstone");

  private final Process process;
  private final Path console;

  private Launch(Process process, Path console) {
    this.process = process;
    this.console = console;
  }

  static Launch start(Path data, Map<String, String> settings, String... arguments)
      throws IOException {
    Files.createDirectories(data);
    Path console = Files.createTempFile(data, "console", ".log");
    // What was started in the background of a shell ignores SIGINT, and so do all its children.
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "env", "--default-signal=INT", SCRIPT.toString())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(key -> key.startsWith("SPANSTONE_"));
    builder.environment().put("SPANSTONE_DATA", data.toString());
    builder.environment().putAll(small());
    builder.environment().putAll(settings);
    return new Launch(builder.start(), console);
  }

  /** On free ports, with little memory, and without the optimizing compiler, as it ends soon. */
  private static Map<String, String> small() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String part : List.of("HTTP", "OTLP_GRPC", "OTLP_HTTP", "ES")) {
      environment.put("SPANSTONE_" + part + "_PORT", "0");
    }
    environment.put("SPANSTONE_ES_HEAP", "256m");
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    return environment;
  }

  /** A listener on a port of the loopback interface, which is then taken. */
  static ServerSocket takePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** Waits until it has said that. */
  Launch awaitConsole(String text) throws IOException, InterruptedException {
    Await.until(() -> Optional.of(console()), console -> console.contains(text));
    return this;
  }

  /** Waits for the end and gives the exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + console());
    }
    return process.exitValue();
  }

  /** The main process, the leader of the group. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Everything that it has started and that runs. */
  List<ProcessHandle> children() {
    return handle().descendants().filter(ProcessHandle::isAlive).toList();
  }

  /** Sends a signal to every process of the group. */
  void signalGroup(String name) throws IOException, InterruptedException {
    kill(name, "-" + process.pid());
  }

  /** Sends a signal to the main process alone. */
  void signal(String name) throws IOException, InterruptedException {
    kill(name, Long.toString(process.pid()));
  }

  String console() {
    try {
      return Files.readString(console);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves nothing behind, whatever the test did. */
  @Override
  public void close() {
    List<ProcessHandle> children = children();
    process.destroyForcibly().onExit().join();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static void kill(String signal, String target) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder("kill", "-" + signal, "--", target).start().waitFor();
    if (exitCode != 0) {
      throw new AssertionError("kill -" + signal + " " + target + " gave " + exitCode);
    }
  }
}
