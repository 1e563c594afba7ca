package io.spanstone.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link SampleService} or another in a JVM of its own, with the built agent attached. */
final class RunningService implements AutoCloseable {

  static final Path AGENT = Path.of(System.getProperty("spanstone.agent.jar"));

  private final Process process;
  private final Path stderr;
  private final int port;

  /** Starts the service with these JVM options, behind those that attach the agent. */
  static RunningService start(Path directory, String... jvmOptions) throws IOException {
    return start(directory, List.of(SampleService.class.getName()), List.of(), jvmOptions);
  }

  /**
   * Starts another one.
   *
   * @param main its class and arguments
   * @param libraries directories of jars that it has besides the test classes
   */
  static RunningService start(
      Path directory, List<String> main, List<String> libraries, String... jvmOptions)
      throws IOException {
    StringBuilder classPath = new StringBuilder("target/test-classes");
    libraries.forEach(each -> classPath.append(":target/libraries/").append(each).append("/*"));
    return launch(directory, classPath.toString(), main, List.of(jvmOptions));
  }

  /** Starts another one, with this class path. */
  static RunningService launch(
      Path directory, String classPath, List<String> main, List<String> jvmOptions)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:-PrintWarnings"); // the JVM's own remark on class data sharing with an agent
    command.add("-javaagent:" + AGENT);
    command.add("-Dotel.service.name=sample");
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath));
    command.addAll(main);
    Path stderr = directory.resolve("stderr.log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    return new RunningService(builder.start(), stderr);
  }

  private RunningService(Process process, Path stderr) throws IOException {
    this.process = process;
    this.stderr = stderr;
    BufferedReader stdout = process.inputReader();
    String firstLine = stdout.readLine();
    if (firstLine == null) {
      throw new IOException("the service did not start: " + Files.readString(stderr));
    }
    this.port = Integer.parseInt(firstLine);
  }

  void ask() throws IOException, InterruptedException {
    get("/greeting", Map.of());
  }

  /** GETs a path of the service, with these headers. */
  HttpResponse<Void> get(String pathAndQuery, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathAndQuery));
    headers.forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding());
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + port + pathAndQuery);
  }

  /** Asks it to end and waits; false if it is still there after that time. */
  boolean ends(long timeout, TimeUnit unit) throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor(timeout, unit);
  }

  /** Waits until it has printed this so often; fails after a minute. */
  void awaitPrinted(String text, int times) throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    String printed = Files.readString(stderr);
    while (printed.split(text, -1).length <= times) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("not " + times + " times '" + text + "' in: " + printed);
      }
      TimeUnit.MILLISECONDS.sleep(20);
      printed = Files.readString(stderr);
    }
  }

  /** What the agent printed, without the line with which it always begins. */
  List<String> agentLines() throws IOException {
    return Files.readAllLines(stderr).stream()
        .filter(line -> !line.contains("opentelemetry-javaagent - version"))
        .filter(line -> !line.contains("SampleService") && !line.contains("greeting asked for"))
        .toList();
  }

  /** Kills it and waits until it is dead. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
