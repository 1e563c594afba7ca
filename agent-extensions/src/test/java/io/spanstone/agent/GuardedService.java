package io.spanstone.agent;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.concurrent.Executors;

/**
 * A service that guards its calls with libraries: each argument is a class that handles {@code
 * /<its simple name>/<what to do>}. {@code /greeting} is there to be called. Prints its port; ends
 * when its stdin does.
 */
public final class GuardedService {

  private GuardedService() {}

  public static void main(String[] handlers) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/greeting",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    int port = server.getAddress().getPort();
    for (String name : handlers) {
      HttpHandler handler =
          Class.forName(name)
              .asSubclass(HttpHandler.class)
              .getConstructor(String.class)
              .newInstance("http://127.0.0.1:" + port);
      server.createContext("/" + handler.getClass().getSimpleName() + "/", answering(handler));
    }
    server.start();
    System.out.println(port);
    while (System.in.read() >= 0) {
      // only the end matters
    }
    System.exit(0);
  }

  /** Whatever the library throws is the answer's status, so that a test sees it. */
  private static HttpHandler answering(HttpHandler handler) {
    return exchange -> {
      int status = 200;
      try {
        handler.handle(exchange);
      } catch (Throwable thrown) {
        exchange.getResponseHeaders().set("thrown", thrown.getClass().getSimpleName());
        status = 500;
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  /** The last part of the path: what to do. */
  public static String task(com.sun.net.httpserver.HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** GETs this and gives the status. */
  public static int get(String url) {
    try {
      return ((HttpURLConnection) new URL(url).openConnection()).getResponseCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
