package io.spanstone.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Stands for a Consul agent, of which there is no artifact that a test could take: it answers what
 * clients ask by <a href="https://developer.hashicorp.com/consul/api-docs/agent">its HTTP API</a>
 * to register, to pass checks by TTL and to deregister. Orders are answered, too.
 */
final class ConsulAgent implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> nameById = new ConcurrentHashMap<>();
  private final Set<String> passed = ConcurrentHashMap.newKeySet();

  ConsulAgent() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/agent/service/register", this::register);
    server.createContext("/v1/agent/service/deregister/", this::deregister);
    server.createContext("/v1/agent/check/pass/", this::pass);
    server.createContext("/v1/catalog/services", each -> answer(each, 200, "{\"consul\":[]}"));
    server.createContext("/v1/health/service/", each -> answer(each, 200, "[]"));
    server.createContext("/v1/status/leader", each -> answer(each, 200, "\"127.0.0.1:8300\""));
    server.createContext("/v1/agent/self", each -> answer(each, 200, "{\"Config\":{}}"));
    server.createContext("/orders/", each -> answer(each, 200, "{}"));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Waits until a service of this name is registered, and gives the id of its instance. */
  String awaitRegistered(String name) throws InterruptedException {
    return await(
        () ->
            nameById.entrySet().stream()
                .filter(each -> each.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null),
        "the registration of " + name);
  }

  /** Waits until an instance passed its check. */
  void awaitPassed(String id) throws InterruptedException {
    await(() -> passed.contains(id) ? id : null, "the check of " + id);
  }

  boolean isRegistered(String id) {
    return nameById.containsKey(id);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void register(HttpExchange exchange) throws IOException {
    JsonNode service = json.readTree(exchange.getRequestBody().readAllBytes());
    nameById.put(service.get("ID").asText(), service.get("Name").asText());
    answer(exchange, 200, "");
  }

  private void deregister(HttpExchange exchange) throws IOException {
    boolean known = nameById.remove(last(exchange)) != null;
    answer(exchange, known ? 200 : 404, "");
  }

  /** The check of a service that has but one is called after it. */
  private void pass(HttpExchange exchange) throws IOException {
    String id = last(exchange).replaceFirst("^service:", "");
    boolean known = nameById.containsKey(id);
    if (known) {
      passed.add(id);
    }
    answer(exchange, known ? 200 : 404, "");
  }

  private static String last(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("X-Consul-Index", "1");
      exchange.getResponseHeaders().set("X-Consul-KnownLeader", "true");
      exchange.getResponseHeaders().set("X-Consul-LastContact", "0");
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static <T> T await(Supplier<T> condition, String what) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    T found = condition.get();
    while (found == null) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(50);
      found = condition.get();
    }
    return found;
  }
}
