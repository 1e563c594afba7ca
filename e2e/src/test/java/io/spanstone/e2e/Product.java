package io.spanstone.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.testkit.FreePorts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The product as a user starts it: {@code ./spanstone up} in a process group of its own, on free
 * ports, over a data directory that outlives it. Its console output is kept in {@code console.log}
 * there.
 */
public final class Product implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("spanstone.root"));
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private final List<String> command;
  private final Map<String, String> settings;
  private final int httpPort = FreePorts.one();
  private final int otlpGrpcPort = FreePorts.one();
  private final int otlpHttpPort = FreePorts.one();
  private final int elasticsearchPort = FreePorts.one();
  private Process process;

  private Product(Path data, List<String> command, Map<String, String> settings) {
    this.data = data;
    this.command = command;
    this.settings = settings;
  }

  /** Starts {@code ./spanstone up} and returns when it is ready. */
  public static Product up(Path data) throws IOException, InterruptedException {
    return start(data, List.of("up"), Map.of());
  }

  /** Starts the command with further settings and returns when it is ready. */
  public static Product start(Path data, List<String> command, Map<String, String> settings)
      throws IOException, InterruptedException {
    Product product = new Product(data, command, settings);
    product.start();
    return product;
  }

  /** Starts it again on the same ports and data; returns when it is ready. */
  public void start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "sh", ROOT.resolve("spanstone").toString());
    builder.command().addAll(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("SPANSTONE_"));
    environment.put("SPANSTONE_DATA", data.toString());
    environment.put("SPANSTONE_HTTP_PORT", Integer.toString(httpPort));
    environment.put("SPANSTONE_OTLP_GRPC_PORT", Integer.toString(otlpGrpcPort));
    environment.put("SPANSTONE_OTLP_HTTP_PORT", Integer.toString(otlpHttpPort));
    environment.put("SPANSTONE_ES_PORT", Integer.toString(elasticsearchPort));
    environment.put("SPANSTONE_ES_HEAP", "512m");
    // For all its JVMs, which live too short for the optimizing compiler to be worth its work.
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    environment.putAll(settings);
    Files.createDirectories(data);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("console.log").toFile()));
    process = builder.start();
    awaitReady();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  public URI otlpHttp(String path) {
    return URI.create("http://127.0.0.1:" + otlpHttpPort + path);
  }

  public URI otlpGrpc() {
    return URI.create("http://127.0.0.1:" + otlpGrpcPort);
  }

  public URI elasticsearch() {
    return URI.create("http://127.0.0.1:" + elasticsearchPort);
  }

  /** The answer to GET as JSON; fails on any status but 200. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return json(path, request(path));
  }

  /** The answer to GET as JSON, or nothing while it is 404, or 503 because that is not sure yet. */
  public Optional<JsonNode> find(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = request(path);
    return response.statusCode() == 404 || response.statusCode() == 503
        ? Optional.empty()
        : Optional.of(json(path, response));
  }

  public HttpResponse<String> request(String path) throws IOException, InterruptedException {
    return request(url(path));
  }

  private HttpResponse<String> request(URI uri) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
        BodyHandlers.ofString());
  }

  /** The main process, which is the leader of the group. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** The embedded Elasticsearch's process. */
  public ProcessHandle elasticsearchProcess() {
    return handle()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no child process: " + console()));
  }

  /** Sends a signal to every process of the group, as a terminal or a supervisor would. */
  public void signalGroup(String signal) throws IOException, InterruptedException {
    signal(signal, "-" + process.pid());
  }

  /** Ends the whole group at once, as a power cut would, and waits until it is gone. */
  public void killGroup() throws IOException, InterruptedException {
    List<ProcessHandle> all = handle().descendants().toList();
    signalGroup("KILL");
    process.waitFor();
    for (ProcessHandle one : all) {
      one.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  /** Sends a signal to one process. */
  public static void signal(String signal, ProcessHandle target)
      throws IOException, InterruptedException {
    signal(signal, Long.toString(target.pid()));
  }

  /** Stops it with SIGTERM and waits for the orderly end. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = handle().descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        signalGroup("KILL");
        throw new IOException("did not stop within " + STOPPED_WITHIN + ": " + console());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the product stopped");
    }
    for (ProcessHandle one : all) {
      one.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  /** What it has printed so far. */
  public String console() {
    try {
      return Files.readString(data.resolve("console.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (Instant.now().isBefore(deadline)) {
      if (!process.isAlive()) {
        throw new IOException("ended with " + process.exitValue() + ": " + console());
      }
      if (isReady()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    signalGroup("KILL");
    throw new IOException("not ready within " + READY_WITHIN + ": " + console());
  }

  private static JsonNode json(String path, HttpResponse<String> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private boolean isReady() throws InterruptedException {
    try {
      URI ready = command.get(0).equals("collector") ? otlpHttp("/readyz") : url("/readyz");
      return request(ready).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private static void signal(String signal, String target)
      throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", "-" + signal, "--", target).start().waitFor();
    if (status != 0) {
      throw new IOException("kill -" + signal + " " + target + " ended with " + status);
    }
  }
}
