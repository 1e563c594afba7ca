package io.spanstone.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The demo's own page. {@code GET /faults} lists the faults, {@code PUT} and {@code DELETE
 * /faults/NAME} switch them, {@code GET /load} tells of the load.
 */
final class FaultPage implements AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final String JSON = "application/json";
  private static final String FAULTS = "/faults";

  private record Answer(int status, String type, String body) {}

  private final List<Fault> faults;
  private final FaultSwitchboard switches;
  private final Supplier<String> load;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpServer server;

  /** Accepts requests from now on. */
  FaultPage(ShopPlan plan, DemoOptions options, FaultSwitchboard switches, Supplier<String> load)
      throws IOException {
    this.faults = plan.faults();
    this.switches = switches;
    this.load = load;
    this.server = listen(new InetSocketAddress(options.bind(), plan.faultPort()));
    server.createContext("/", exchange -> answer(exchange, this::page));
    server.createContext(FAULTS, exchange -> answer(exchange, this::faults));
    server.createContext("/load", exchange -> answer(exchange, this::load));
    server.setExecutor(threads);
    server.start();
  }

  private static HttpServer listen(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new IOException("cannot listen at " + address + ": " + e.getMessage(), e);
    }
  }

  private interface Handler {
    Answer answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    Answer answer;
    try {
      answer = handler.answer(exchange);
    } catch (IOException e) {
      answer = problem(UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer = problem(UNAVAILABLE, "the demo ends");
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type() + "; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Answer page(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      return problem(NOT_FOUND, "there are /, /faults and /load");
    }
    try (InputStream page = Objects.requireNonNull(getClass().getResourceAsStream("faults.html"))) {
      return new Answer(OK, "text/html", new String(page.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Answer load(HttpExchange exchange) {
    return new Answer(OK, "text/plain", load.get());
  }

  private Answer faults(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (path.equals(FAULTS)) {
      return method.equals("GET") ? list() : problem(NOT_ALLOWED, "only GET");
    }
    String name = path.substring(FAULTS.length() + 1);
    Optional<Fault> fault = faults.stream().filter(one -> one.name().equals(name)).findAny();
    if (fault.isEmpty()) {
      return problem(
          NOT_FOUND,
          "no fault " + name + "; there are " + faults.stream().map(Fault::name).toList());
    }
    switch (method) {
      case "PUT" -> switches.set(fault.get(), true);
      case "DELETE" -> switches.set(fault.get(), false);
      default -> {
        return problem(NOT_ALLOWED, "PUT switches it on, DELETE off");
      }
    }
    return list();
  }

  private Answer list() throws InterruptedException {
    StringBuilder list = new StringBuilder();
    for (Fault fault : faults) {
      list.append(list.isEmpty() ? "" : ",").append(describe(fault));
    }
    return new Answer(OK, JSON, "{\"faults\":[" + list + "]}");
  }

  private String describe(Fault fault) throws InterruptedException {
    String state;
    try {
      state = switches.isOn(fault) ? "on" : "off";
    } catch (IOException e) {
      state = "unknown";
    }
    return String.format(
        "{\"name\":\"%s\",\"service\":\"%s\",\"state\":\"%s\",\"effect\":\"%s\"}",
        fault.name(), fault.program(), state, fault.effect());
  }

  private static Answer problem(int status, String detail) {
    return new Answer(
        status,
        "application/problem+json",
        "{\"status\":" + status + ",\"detail\":" + quoted(detail) + "}");
  }

  private static String quoted(String text) {
    return text.chars()
        .mapToObj(
            c -> c == '"' || c == '\\' ? "\\" + (char) c : c < ' ' ? " " : String.valueOf((char) c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
