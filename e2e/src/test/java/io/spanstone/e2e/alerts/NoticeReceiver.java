package io.spanstone.e2e.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes notices by webhook, and keeps them all. */
final class NoticeReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> received = new CopyOnWriteArrayList<>();

  NoticeReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** How many notices came in, those included that came again. */
  int received() {
    return received.size();
  }

  /** How often each alert, by its name, began to fire: each notice counts once. */
  Map<String, Long> firings() {
    Map<String, Long> firings = new HashMap<>();
    for (JsonNode notice : distinct().values()) {
      for (JsonNode alert : notice.path("alerts")) {
        firings.merge(
            alert.at("/labels/alertname").asText(), alert.path("firings").asLong(), Long::sum);
      }
    }
    return firings;
  }

  /** The state that each alert, by its name, was last told in. */
  Map<String, String> states() {
    Map<String, String> states = new HashMap<>();
    for (JsonNode notice : received) {
      for (JsonNode alert : notice.path("alerts")) {
        states.put(alert.at("/labels/alertname").asText(), alert.path("status").asText());
      }
    }
    return states;
  }

  /** The notices by their ids. */
  Map<String, JsonNode> distinct() {
    Map<String, JsonNode> distinct = new HashMap<>();
    received.forEach(each -> distinct.put(each.path("noticeId").asText(), each));
    return distinct;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
