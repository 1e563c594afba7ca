package io.spanstone.standalone;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo services, behind their own launcher; see demo/README.md. */
final class Demo implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Demo.class);
  private static final String MAIN = "io.spanstone.demo.DemoLauncher";
  private static final long STOP_TIMEOUT_SECONDS = 30;

  private final Process process;
  private final PrintStream console;
  private volatile boolean stopping;

  private Demo(Process process, PrintStream console) {
    this.process = process;
    this.console = console;
  }

  /**
   * Looks at the demo's settings and ports, and tells of what is wrong; 0 if nothing is.
   *
   * @param ports that Spanstone itself is about to listen on, by setting
   */
  static int check(Path data, boolean small, Map<String, Integer> ports) throws IOException {
    List<String> command = command(Distribution.locate(), data, small);
    command.add("--check");
    command.add("--promised");
    command.add(
        ports.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(",")));
    return launcher(command).start().onExit().join().exitValue();
  }

  /** Starts the services; they tell of themselves on the console. */
  static Demo start(
      Distribution distribution, Path data, int otlpGrpcPort, boolean small, PrintStream console)
      throws IOException {
    List<String> command = command(distribution, data, small);
    command.add("--until-stdin-closes");
    ProcessBuilder builder = launcher(command);
    builder.environment().put("SPANSTONE_OTLP_GRPC_PORT", Integer.toString(otlpGrpcPort));
    Demo demo = new Demo(builder.start(), console);
    CompletableFuture<Void> unused = demo.process.onExit().thenAccept(demo::ended);
    return demo;
  }

  private static List<String> command(Distribution distribution, Path data, boolean small)
      throws IOException {
    Path agent = distribution.agentJar();
    if (agent == null || !Files.isDirectory(distribution.demo())) {
      throw new IOException("the demo or the agent is not built: " + distribution);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.addAll(List.of("-cp", distribution.demo().resolve("lib") + File.separator + "*", MAIN));
    command.addAll(List.of("--agent", agent.toString(), "--data", data.toString()));
    if (small) {
      command.add("--small");
    }
    return command;
  }

  private static ProcessBuilder launcher(List<String> command) {
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.INHERIT)
        .redirectError(Redirect.INHERIT);
  }

  private void ended(Process ended) {
    if (!stopping) {
      log.error("the demo ended by itself, with {}; Spanstone goes on", ended.exitValue());
      console.println("The demo ended by itself; Spanstone goes on without it.");
    }
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    process.getOutputStream().close();
    try {
      if (process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      log.warn("the demo did not stop within {} s; killing it", STOP_TIMEOUT_SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
