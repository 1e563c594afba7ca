package io.spanstone.query.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.alert.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server program of the machine, on loopback. */
final class Program implements AutoCloseable {
  private final Process process;
  private final int port;

  private Program(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where it listens. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it, and returns when it listens. */
  static Program start(int port, Path log, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Program program = new Program(process, port);
    Await.until(command.get(0) + " listens", () -> !process.isAlive() || listens(port));
    if (!process.isAlive()) {
      throw new IllegalStateException(command.get(0) + " ended: " + Files.readString(log));
    }
    return program;
  }

  /** What a program prints that ends by itself. */
  static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return output;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    Await.until("it ends", () -> !process.isAlive());
  }
}
