package io.spanstone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.testkit.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The demo as {@code ./spanstone demo} starts it: a child process with a pipe to its stdin. */
final class RunningDemo implements AutoCloseable {
  private static final int PORTS = 7;

  private static final Path AGENT =
      Path.of(System.getProperty("spanstone.root"))
          .resolve("agent-extensions/target/spanstone-javaagent.jar");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int portBase;
  private final Process launcher;
  private final BufferedReader stdout;
  private final Set<ProcessHandle> services = new HashSet<>();

  /** Starts it and waits until it says that it is ready. */
  static RunningDemo start(Path data, Map<String, String> environment) throws IOException {
    int portBase = FreePorts.inARow(PORTS);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DemoLauncher.class.getName(), "--small", "--until-stdin-closes"));
    command.addAll(List.of("--agent", AGENT.toString(), "--data", data.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SPANSTONE_DEMO_PORT_BASE", String.valueOf(portBase));
    builder.environment().putAll(environment);
    return new RunningDemo(portBase, builder.start());
  }

  private RunningDemo(int portBase, Process launcher) throws IOException {
    this.portBase = portBase;
    this.launcher = launcher;
    this.stdout = launcher.inputReader();
    awaitLine("demo: ready");
    services();
  }

  private void awaitLine(String start) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line; (line = stdout.readLine()) != null; ) {
      lines.add(line);
      if (line.startsWith(start)) {
        return;
      }
    }
    throw new IOException("the demo ended: " + lines);
  }

  Process launcher() {
    return launcher;
  }

  /** All services that were there whenever this was asked. */
  Set<ProcessHandle> services() {
    launcher.children().forEach(services::add);
    return services;
  }

  /** The base URL of one of its ports: 0 is order, 1 stock, 2 payment, 6 the page of faults. */
  String url(int service) {
    return "http://127.0.0.1:" + (portBase + service);
  }

  HttpResponse<String> ask(String method, String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Closes its stdin and answers what it printed from then on. */
  Stream<String> end() throws IOException {
    launcher.getOutputStream().close();
    return stdout.lines();
  }

  /** Waits until none of its processes is left; false if one still is after that time. */
  boolean isGone(long timeout, TimeUnit unit) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + unit.toNanos(timeout);
    while (launcher.isAlive() || services.stream().anyMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() > deadlineNanos) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  /** Waits until it holds; fails after a minute. */
  static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(deadlineNanos);
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    launcher.destroyForcibly();
    services.forEach(ProcessHandle::destroyForcibly);
  }
}
