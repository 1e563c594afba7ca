package io.spanstone.node;

import java.io.IOException;

/** The node did not start; the message says why, and where its log is. */
public class NodeStartException extends IOException {
  NodeStartException(String message) {
    super(message);
  }

  NodeStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
