package io.spanstone.benchmarks.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spanstone.otlp.OtlpScan;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes whatever is sent by OTLP/HTTP, counts it by who sent it, and forgets it. Each sender has an
 * endpoint of its own.
 */
final class TelemetrySink implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** By paths of requests. */
  private final Map<String, LongAdder> records = new ConcurrentHashMap<>();

  TelemetrySink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  String url(String sender) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + sender;
  }

  /** How many spans, log records or data points it has sent so far. */
  long records(String sender, Signal signal) {
    return of("/" + sender + "/v1/" + signal.id()).sum();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      byte[] request = body.readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String signal = path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
      of(path).add(OtlpScan.scan(Signal.valueOf(signal), Slice.of(request)).records());
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private LongAdder of(String path) {
    return records.computeIfAbsent(path, unused -> new LongAdder());
  }
}
