package io.spanstone.otlp;

/**
 * The bytes are not the OTLP message they are said to be, or nest deeper than a reader accepts. The
 * message says what is wrong and where (a field path and a byte offset), fit to be shown to the
 * sender.
 */
public final class MalformedOtlpException extends RuntimeException {
  private final String problem;
  private final int offset;

  public MalformedOtlpException(String message) {
    super(message);
    this.problem = message;
    this.offset = -1;
  }

  /** {@code offset} counts from the start of the array that was read. */
  MalformedOtlpException(String problem, int offset) {
    super(problem + " at byte " + offset);
    this.problem = problem;
    this.offset = offset;
  }

  /** What is wrong, without where. */
  String problem() {
    return problem;
  }

  /** Where in the array that was read, or -1. */
  int offset() {
    return offset;
  }
}
