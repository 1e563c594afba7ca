package io.spanstone.block;

/** A stored payload is not what was packed. */
public final class CorruptBlockException extends RuntimeException {
  CorruptBlockException(String message) {
    super(message);
  }
}
