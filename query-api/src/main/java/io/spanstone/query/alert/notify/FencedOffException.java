package io.spanstone.query.alert.notify;

import java.io.IOException;

/** Another process dispatches: what is known here is not what holds. */
final class FencedOffException extends IOException {
  FencedOffException(String message) {
    super(message);
  }
}
