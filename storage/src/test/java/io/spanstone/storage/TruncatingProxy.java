package io.spanstone.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A TCP proxy that hangs up after so many bytes of an answer. */
final class TruncatingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI target;
  private volatile int maxAnswerBytes = Integer.MAX_VALUE;

  TruncatingProxy(URI target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From the next connection on. */
  void truncateAfter(int bytes) {
    maxAnswerBytes = bytes;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket upstream = new Socket(target.getHost(), target.getPort());
        start(() -> copy(client, upstream, Integer.MAX_VALUE));
        start(() -> copy(upstream, client, maxAnswerBytes));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void copy(Socket from, Socket to, int most) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 14];
      int left = most;
      while (left > 0) {
        int read = in.read(buffer, 0, Math.min(buffer.length, left));
        if (read < 0) {
          return;
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    } catch (IOException hungUp) {
      // one side closed the connection, and so now does the other
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "truncating-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
