package io.spanstone.benchmarks.agent;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link ShopService} in a JVM of its own. */
final class ServiceProcess implements AutoCloseable {
  /** What the demo's class path has besides Spring Boot, Tomcat, and the database. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(spring-cloud|eureka|netflix|.*kafka|resilience4j|.*webflux|.*gateway|.*netty|reactor).*");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI url;
  private final double startSeconds;
  private final double startCpuSeconds;

  private ServiceProcess(Process process, int port, double startSeconds) {
    this.process = process;
    this.url = URI.create("http://127.0.0.1:" + port);
    this.startSeconds = startSeconds;
    this.startCpuSeconds = cpuSeconds();
  }

  /** Starts it and returns when it accepts requests. */
  static ServiceProcess start(Variant variant, Path work) throws IOException {
    Path directory = Files.createDirectories(work.resolve(variant.name()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:-PrintWarnings");
    command.addAll(variant.options());
    command.addAll(List.of("-cp", classPath(), ShopService.class.getName()));
    command.add("--logging.config=classpath:service-logback.xml");
    command.add("--logging.file.name=" + directory.resolve("service.log"));
    Path stderr = directory.resolve("stderr.log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    long beganNanos = System.nanoTime();
    Process process = builder.start();
    BufferedReader stdout = process.inputReader();
    String line = stdout.readLine();
    while (line != null && !line.startsWith(ShopService.READY)) {
      line = stdout.readLine();
    }
    if (line == null) {
      throw new IOException("the service did not start: " + Files.readString(stderr));
    }
    int port = Integer.parseInt(line.substring(ShopService.READY.length()));
    return new ServiceProcess(process, port, (System.nanoTime() - beganNanos) / 1e9);
  }

  URI url() {
    return url;
  }

  /** From the start of the JVM until it accepted requests. */
  double startSeconds() {
    return startSeconds;
  }

  /** User and system time until then. */
  double startCpuSeconds() {
    return startCpuSeconds;
  }

  /** User and system time since it was started. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /** What its threads have allocated since it was started. */
  long allocatedBytes() throws IOException, InterruptedException {
    return ask("/allocated");
  }

  /** How long the JVM's compilers have been at work since it was started. */
  double compilerSeconds() throws IOException, InterruptedException {
    return ask("/compilation") / 1e3;
  }

  private long ask(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).build();
    return Long.parseLong(client.send(request, BodyHandlers.ofString()).body());
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  /** Our own jar, and what the demo's services run on. */
  private static String classPath() throws IOException {
    Path libraries = Path.of(System.getProperty("spanstone.home")).resolve("demo/lib");
    try (Stream<Path> jars = Files.list(libraries)) {
      String demo =
          jars.filter(jar -> !OTHERS.matcher(jar.getFileName().toString()).matches())
              .map(Path::toString)
              .sorted()
              .collect(Collectors.joining(File.pathSeparator));
      return ownCode() + File.pathSeparator + demo;
    }
  }

  private static String ownCode() {
    return Path.of(
            URI.create(
                ServiceProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()))
        .toString();
  }
}
