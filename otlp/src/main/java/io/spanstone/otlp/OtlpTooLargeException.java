package io.spanstone.otlp;

/** What would have been written is larger than the writer's limit. */
public final class OtlpTooLargeException extends RuntimeException {
  private final int maxBytes;

  OtlpTooLargeException(int maxBytes) {
    super("larger than the limit of " + maxBytes + " bytes");
    this.maxBytes = maxBytes;
  }

  /** The limit that was exceeded, in bytes. */
  public int maxBytes() {
    return maxBytes;
  }
}
