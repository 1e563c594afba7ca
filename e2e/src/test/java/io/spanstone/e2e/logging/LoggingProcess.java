package io.spanstone.e2e.logging;

import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.testkit.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link OrderService} in a process of its own, under our agent. */
final class LoggingProcess implements AutoCloseable {
  private static final Path HOME =
      Path.of(System.getProperty("spanstone.root"), "standalone", "target", "spanstone");
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** The libraries of {@code spring-boot-starter-logging}. */
  private static final List<String> LOGBACK =
      List.of("logback-", "log4j-", "jul-to-slf4j-", "spring-boot-starter-logging-");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String name;
  private final int port;
  private final Process process;

  private LoggingProcess(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  static LoggingProcess withLogback(Product product, Path directory) throws IOException {
    return start("orders-logback", jars(HOME.resolve("demo").resolve("lib")), product, directory);
  }

  static LoggingProcess withLog4j(Product product, Path directory) throws IOException {
    List<Path> jars = new ArrayList<>(jars(HOME.resolve("demo").resolve("lib")));
    jars.removeIf(jar -> LOGBACK.stream().anyMatch(jar.getFileName().toString()::startsWith));
    jars.addAll(jars(TARGET.resolve("log4j2")));
    return start("orders-log4j", jars, product, directory);
  }

  String name() {
    return name;
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void awaitReady() throws IOException, InterruptedException {
    Await.until(
        () -> {
          if (!process.isAlive()) {
            throw new IOException(name + " ended with " + process.exitValue());
          }
          try {
            HttpRequest request = HttpRequest.newBuilder(url("/")).build();
            return Optional.of(http.send(request, BodyHandlers.discarding()).statusCode());
          } catch (IOException e) {
            return Optional.empty(); // still starting
          }
        },
        status -> status == 404);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + name + " stopped");
    }
  }

  private static LoggingProcess start(String name, List<Path> jars, Product product, Path directory)
      throws IOException {
    int port = FreePorts.one();
    String classPath =
        Stream.concat(Stream.of(TARGET.resolve("test-classes")), jars.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-javaagent:" + HOME.resolve("agent").resolve("spanstone-javaagent.jar"),
            "-Dotel.service.name=" + name,
            "-Dotel.exporter.otlp.endpoint=" + product.otlpGrpc(),
            "-cp",
            classPath,
            OrderService.class.getName(),
            "--eureka.client.enabled=false",
            "--server.port=" + port);
    File log = directory.resolve(name + ".log").toFile();
    return new LoggingProcess(
        name, port, builder.redirectErrorStream(true).redirectOutput(log).start());
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
