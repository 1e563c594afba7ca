package io.spanstone.otlp;

/**
 * The bytes are not the OTLP message they are said to be, or exceed what a reader accepts. The
 * message says what is wrong and where (a field path or a byte offset), fit to be shown to the
 * sender.
 */
public final class MalformedOtlpException extends RuntimeException {
  public MalformedOtlpException(String message) {
    super(message);
  }
}
