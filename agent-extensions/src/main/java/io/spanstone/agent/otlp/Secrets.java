package io.spanstone.agent.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;

/** Takes secrets out of what is about to be written. Thread-safe. */
public interface Secrets {

  /** Leaves all as it is. */
  Secrets KEPT =
      new Secrets() {
        @Override
        public Object redact(AttributeKey<?> key, Object value) {
          return value;
        }

        @Override
        public String redact(String text) {
          return text;
        }

        @Override
        public Value<?> redact(Value<?> body) {
          return body;
        }
      };

  /**
   * What an attribute says without its secrets: the very same value, or another of its type, or a
   * string in place of numbers.
   */
  Object redact(AttributeKey<?> key, Object value);

  /**
   * Text that stands for itself, as a name or a message does; the very same if it has no secrets.
   */
  String redact(String text);

  /** A body that may have parts with names; the very same if it has no secrets. */
  Value<?> redact(Value<?> body);
}
