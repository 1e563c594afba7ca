package io.spanstone.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for Nacos' server of names: it answers what clients up to 1.4 ask by <a
 * href="https://nacos.io/en/docs/v1/open-api/">its HTTP API</a>. Maven Central has the server up to
 * 0.8.0 only, which takes no names of services with a group as these clients send them.
 */
final class NacosHttpNames implements NacosNames {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final Pattern SERVICE = Pattern.compile("serviceName=([^&]*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> registered = ConcurrentHashMap.newKeySet();
  private final Set<String> beating = ConcurrentHashMap.newKeySet();

  NacosHttpNames() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/nacos/v1/ns/instance", this::instance);
    server.createContext("/nacos/v1/ns/instance/beat", this::beat);
    server.createContext(
        "/nacos/v1/ns/instance/list", each -> answer(each, "{\"hosts\":[],\"cacheMillis\":10000}"));
    server.createContext(
        "/nacos/v1/ns/service/list", each -> answer(each, "{\"count\":0,\"doms\":[]}"));
    server.createContext(
        "/nacos/v1/ns/operator/metrics", each -> answer(each, "{\"status\":\"UP\"}"));
    server.start();
  }

  @Override
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public boolean isRegistered(String service) {
    return registered.contains(service);
  }

  /** Waits until it beats, too. */
  @Override
  public void awaitRegistered(String service) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!registered.contains(service) || !beating.contains(service)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("registered: " + registered + ", beating: " + beating);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void instance(HttpExchange exchange) throws IOException {
    String service = service(exchange);
    if (exchange.getRequestMethod().equals("DELETE")) {
      registered.remove(service);
    } else {
      registered.add(service);
    }
    answer(exchange, "ok");
  }

  private void beat(HttpExchange exchange) throws IOException {
    beating.add(service(exchange));
    answer(exchange, "{\"code\":10200,\"clientBeatInterval\":1000,\"lightBeatEnabled\":true}");
  }

  private static String service(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher service = SERVICE.matcher(exchange.getRequestURI().getRawQuery() + "&" + body);
    return service.find() ? URLDecoder.decode(service.group(1), StandardCharsets.UTF_8) : "";
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
