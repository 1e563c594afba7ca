package io.spanstone.collector.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A request whose body is sent in part only. */
final class SlowRequest implements AutoCloseable {
  private final Socket socket;
  private final int unsentBytes;

  private SlowRequest(Socket socket, int unsentBytes) {
    this.socket = socket;
    this.unsentBytes = unsentBytes;
  }

  /** Sends the headers and {@code sentBytes} of a body that shall have {@code bytes}. */
  static SlowRequest send(int port, int bytes, int sentBytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    String headers =
        """
        POST /v1/traces HTTP/1.1\r
        host: localhost\r
        connection: close\r
        content-type: application/x-protobuf\r
        content-length: %d\r
        \r
        """
            .formatted(bytes);
    OutputStream out = socket.getOutputStream();
    out.write(headers.getBytes(US_ASCII));
    out.write(new byte[sentBytes]);
    out.flush();
    return new SlowRequest(socket, bytes - sentBytes);
  }

  /** Sends the rest, and returns the answer. */
  String finish() throws IOException {
    socket.getOutputStream().write(new byte[unsentBytes]);
    return answer();
  }

  /** Waits for the answer, which ends with the connection. */
  String answer() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
