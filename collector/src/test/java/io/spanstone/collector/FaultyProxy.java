package io.spanstone.collector;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a client and an HTTP server, and does to their connections what networks do. */
final class FaultyProxy implements AutoCloseable {
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
  private static final int TRUNCATED_BYTES = 150;
  private static final String EMPTY_ANSWER =
      "HTTP/1.1 %d No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  private final URI target;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;

  /** What happens to requests. */
  enum Fault {
    NONE,
    /** Connections end at once. */
    CUT,
    /** Requests arrive, answers never do. */
    SILENCE,
    /** Requests arrive, answers break off. */
    TRUNCATION,
    /** Requests do not arrive, the answer is 429. */
    TOO_MANY_REQUESTS,
    /** Requests do not arrive, the answer is 503. */
    UNAVAILABLE
  }

  FaultyProxy(URI target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From now on, for connections that are open too. */
  void set(Fault next) {
    fault = next;
    open.forEach(FaultyProxy::close);
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(FaultyProxy::close);
    threads.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> serve(client, fault));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client, Fault now) {
    try (client) {
      switch (now) {
        case CUT -> {}
        case TOO_MANY_REQUESTS -> answer(client, 429);
        case UNAVAILABLE -> answer(client, 503);
        case NONE -> relay(client, Integer.MAX_VALUE);
        case SILENCE -> relay(client, 0);
        case TRUNCATION -> relay(client, TRUNCATED_BYTES);
      }
    } catch (IOException e) {
      return; // as networks do
    } finally {
      open.remove(client);
    }
  }

  private void relay(Socket client, int answerBytes) throws IOException {
    try (Socket upstream = new Socket(target.getHost(), target.getPort())) {
      open.add(upstream);
      threads.execute(
          () -> {
            copy(client, upstream, Integer.MAX_VALUE);
            close(upstream);
          });
      copy(upstream, client, answerBytes);
      open.remove(upstream);
    }
  }

  /** Passes on at most so many bytes; of none, waits for the end. */
  private static void copy(Socket from, Socket to, int maxBytes) {
    byte[] buffer = new byte[8192];
    int left = maxBytes;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int passed = Math.min(read, left);
        out.write(buffer, 0, passed);
        out.flush();
        left -= passed;
        if (left == 0 && maxBytes > 0) {
          return;
        }
      }
    } catch (IOException e) {
      return; // cut
    }
  }

  private static void answer(Socket client, int status) throws IOException {
    InputStream in = client.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      head.write(next);
    }
    Matcher length = CONTENT_LENGTH.matcher(head.toString(US_ASCII));
    in.skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
    client.getOutputStream().write(EMPTY_ANSWER.formatted(status).getBytes(US_ASCII));
    client.getOutputStream().flush();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
