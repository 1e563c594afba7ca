package io.spanstone.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A node as a careful operator has it: behind TLS, with a certificate by an authority that no JVM
 * knows, and behind basic authentication. A small reverse proxy in front of a plain node.
 */
public final class SecuredElasticsearch implements AutoCloseable {
  public static final String USERNAME = "spanstone";
  public static final String PASSWORD = "correct horse: battery staple";

  /** What the proxy hands on, in both directions. */
  private static final List<String> HEADERS =
      List.of("content-type", "content-encoding", "accept", "accept-encoding", "x-elastic-product");

  private final URI node;
  private final TestCertificates certificates;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();

  private SecuredElasticsearch(URI node, TestCertificates certificates, HttpsServer server) {
    this.node = node;
    this.certificates = certificates;
    this.server = server;
  }

  /** Puts TLS and a password before a node; its certificates go into that directory. */
  public static SecuredElasticsearch before(URI node, Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    TestCertificates certificates = TestCertificates.make(directory);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.serverContext()));
    SecuredElasticsearch secured = new SecuredElasticsearch(node, certificates, server);
    server.createContext("/", secured::handle);
    server.setExecutor(secured.threads);
    server.start();
    return secured;
  }

  public URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The authority to trust, as PEM. */
  public Path caFile() {
    return certificates.caFile();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (isAuthorized(exchange)) {
        forward(exchange);
      } else {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("www-authenticate", "Basic realm=\"security\"");
        exchange.sendResponseHeaders(401, -1);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAuthorized(HttpExchange exchange) {
    byte[] credentials = (USERNAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    String expected = "Basic " + Base64.getEncoder().encodeToString(credentials);
    return expected.equals(exchange.getRequestHeaders().getFirst("authorization"));
  }

  private void forward(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : HEADERS) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    answer(exchange, http.send(request.build(), BodyHandlers.ofByteArray()));
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    for (String name : HEADERS) {
      response
          .headers()
          .firstValue(name)
          .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
    }
    boolean hasBody = response.body().length > 0;
    exchange.sendResponseHeaders(response.statusCode(), hasBody ? response.body().length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(response.body());
    }
  }
}
