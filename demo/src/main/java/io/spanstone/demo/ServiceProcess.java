package io.spanstone.demo;

import io.spanstone.demo.ShopPlan.ServicePlan;
import io.spanstone.demo.service.ShopService;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One service of the shop in a JVM of its own, with the agent attached. It ends with the pipe to
 * its stdin, so it cannot outlive this process.
 */
final class ServiceProcess implements AutoCloseable {

  private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

  private final ServicePlan plan;
  private final Process process;

  /**
   * Starts it and returns at once.
   *
   * @param ready called when it accepts requests
   * @param ended called when it has ended, for whatever reason
   */
  static ServiceProcess start(
      ServicePlan plan,
      DemoOptions options,
      Consumer<ServicePlan> ready,
      Consumer<ServicePlan> ended)
      throws IOException {
    Path directory = Files.createDirectories(directory(options));
    ProcessBuilder builder =
        new ProcessBuilder(command(plan, options, directory))
            .redirectError(directory.resolve(plan.name() + ".stderr").toFile());
    agentSettings(plan, System.getenv()).forEach(builder.environment()::put);
    ServiceProcess service = new ServiceProcess(plan, builder.start());
    Thread reader = new Thread(() -> service.readStdout(ready, ended), plan.name() + "-stdout");
    reader.setDaemon(true);
    reader.start();
    return service;
  }

  /** Where the services' logs are. */
  static Path directory(DemoOptions options) {
    return options.data().resolve("demo");
  }

  private static List<String> command(ServicePlan plan, DemoOptions options, Path directory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + plan.heap());
    // Small and quick to start; nobody measures how fast the shop is.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k"));
    command.add("-XX:-PrintWarnings");
    command.add("-javaagent:" + options.agent());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), plan.mainClass()));
    command.add("--server.port=" + plan.port());
    command.add("--logging.file.name=" + directory.resolve(plan.name() + ".log"));
    command.addAll(plan.arguments());
    return command;
  }

  /** For the agent; what the user has set in the environment stays. */
  private static Map<String, String> agentSettings(
      ServicePlan plan, Map<String, String> environment) {
    String endpoint =
        "http://127.0.0.1:" + environment.getOrDefault("SPANSTONE_OTLP_GRPC_PORT", "4317");
    return Map.of(
        "OTEL_SERVICE_NAME", plan.name(),
        "OTEL_RESOURCE_ATTRIBUTES",
            environment.getOrDefault(
                "OTEL_RESOURCE_ATTRIBUTES", "service.namespace=shop,service.version=1.0.0"),
        "OTEL_EXPORTER_OTLP_ENDPOINT",
            environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
  }

  private ServiceProcess(ServicePlan plan, Process process) {
    this.plan = plan;
    this.process = process;
  }

  private void readStdout(Consumer<ServicePlan> ready, Consumer<ServicePlan> ended) {
    try (BufferedReader stdout = process.inputReader()) {
      for (String line; (line = stdout.readLine()) != null; ) {
        if (line.startsWith(ShopService.READY)) {
          ready.accept(plan);
        }
      }
    } catch (IOException e) {
      // the pipe broke: its other end is gone
    }
    ended.accept(plan);
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
