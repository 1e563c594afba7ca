package io.spanstone.node;

/** Another process listens on the node's port. */
public final class PortTakenException extends NodeStartException {
  private final int port;

  PortTakenException(int port, Throwable cause) {
    super("port " + port + " of 127.0.0.1 is taken by another process", cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
