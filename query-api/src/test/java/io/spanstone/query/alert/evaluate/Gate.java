package io.spanstone.query.alert.evaluate;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to Elasticsearch that can be shut: connections break, and new ones are refused. */
final class Gate implements AutoCloseable {
  private final URI target;
  private final ServerSocket server;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;

  Gate(URI target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void shut() {
    shut = true;
    open.forEach(Gate::quietly);
    open.clear();
  }

  void open() {
    shut = false;
  }

  @Override
  public void close() throws IOException {
    shut();
    server.close();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      if (shut) {
        quietly(client);
        continue;
      }
      Socket to = new Socket(target.getHost(), target.getPort());
      open.add(client);
      open.add(to);
      run(() -> pump(client, to));
      run(() -> pump(to, client));
    }
  }

  private void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // that is how it ends
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void quietly(Closeable each) {
    try {
      each.close();
    } catch (IOException e) {
      // it is closed either way
    }
  }
}
