package io.spanstone.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** A service as a user has it, of the JDK alone. Prints its port; ends when its stdin does. */
final class SampleService {

  private static final Logger logger = Logger.getLogger(SampleService.class.getName());

  private SampleService() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/greeting",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          logger.info("greeting asked for" + (query == null ? "" : " with " + query));
          exchange.getResponseHeaders().set("X-Greeting", "hello");
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.createContext(
        "/sleep",
        exchange -> {
          logger.info("sleeping");
          sleep(Long.parseLong(exchange.getRequestURI().getQuery()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.createContext(
        "/relay",
        exchange -> {
          URL called = new URL(exchange.getRequestURI().getQuery());
          HttpURLConnection call = (HttpURLConnection) called.openConnection();
          String patience = exchange.getRequestHeaders().getFirst("Patience-Millis");
          call.setReadTimeout(patience == null ? 0 : Integer.parseInt(patience));
          exchange.sendResponseHeaders(status(call), -1);
          exchange.close();
        });
    ExecutorService requests = Executors.newCachedThreadPool();
    server.setExecutor(requests);
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // only the end matters
    }
    requests.shutdown(); // whose spans end a little later than their answers arrive
    requests.awaitTermination(5, TimeUnit.SECONDS);
    System.exit(0);
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int status(HttpURLConnection call) {
    try {
      return call.getResponseCode();
    } catch (IOException unanswered) {
      return 502;
    }
  }
}
