package io.spanstone.e2e.compose;

import io.spanstone.e2e.compose.ComposeFile.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a container of a service would run, run without a container: the image's paths become those
 * that were copied into it, its volume a directory, other services' addresses those on this
 * machine.
 */
final class ContainerProcess implements AutoCloseable {

  private static final String VOLUME = "/var/lib/spanstone";
  private static final long STOP_SECONDS = 40;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path console;
  private final Path volume;

  /**
   * Starts it.
   *
   * @param addresses what stands in the file for another service, and where that is here
   * @param overrides settings that free ports make different from the container's
   */
  static ContainerProcess start(
      Service service, Path volume, Map<String, String> addresses, Map<String, String> overrides)
      throws IOException {
    Map<String, String> replacements = new HashMap<>(addresses);
    replacements.put(VOLUME, volume.toString());
    for (Dockerfile.Copy copy : service.dockerfile().copies()) {
      replacements.put(copy.target(), service.buildContext().resolve(copy.source()).toString());
    }
    List<String> command =
        service.commandLine().stream().map(word -> replace(word, replacements)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.matches("(SPANSTONE|OTEL)_.*"));
    service
        .environment()
        .forEach((key, value) -> builder.environment().put(key, replace(value, replacements)));
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"); // it ends soon
    builder.environment().putAll(overrides);
    Path console = Files.createDirectories(volume).resolve("console.log");
    builder.redirectOutput(console.toFile());
    return new ContainerProcess(builder.start(), console, volume);
  }

  private ContainerProcess(Process process, Path console, Path volume) {
    this.process = process;
    this.console = console;
    this.volume = volume;
  }

  private static String replace(String text, Map<String, String> replacements) {
    String result = text;
    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
      result = result.replace(replacement.getKey(), replacement.getValue());
    }
    return result;
  }

  /** Asks until the answer is 200, as the health check does; fails if the process ends before. */
  void awaitHealthy(URI url) throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (System.nanoTime() < deadlineNanos) {
      if (!process.isAlive()) {
        throw new AssertionError("ended with " + process.exitValue() + ": " + console());
      }
      if (answersOk(url)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError(url + " is not healthy: " + console());
  }

  private boolean answersOk(URI url) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200;
    } catch (IOException notListening) {
      return false;
    }
  }

  /** Stops it as Docker does, with SIGTERM; answers its exit code. */
  int stop() throws InterruptedException, IOException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("did not stop: " + console());
    }
    return process.exitValue();
  }

  String console() throws IOException {
    return Files.readString(console) + " (its files are in " + volume + ")";
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
