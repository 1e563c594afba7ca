package io.spanstone.collector.receiver;

/**
 * Why a request is not taken, fit to be told to its sender. The one kind of failure that becomes an
 * answer; both transports read its status here.
 */
final class Refusal extends RuntimeException {
  private final Reason reason;

  Refusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** The message, which a refusal always has. */
  String message() {
    return String.valueOf(getMessage());
  }

  /**
   * Statuses as OTLP prescribes: a client tries again after 503 and {@code UNAVAILABLE}, and drops
   * its data after the others. Source: OTLP specification, "Failures".
   */
  enum Reason {
    MALFORMED(400, GrpcStatus.INVALID_ARGUMENT, 0),
    TOO_LARGE(413, GrpcStatus.RESOURCE_EXHAUSTED, 0),
    UNSUPPORTED_ENCODING(415, GrpcStatus.UNIMPLEMENTED, 0),
    UNSUPPORTED_TYPE(415, GrpcStatus.UNIMPLEMENTED, 0),
    UNKNOWN_METHOD(404, GrpcStatus.UNIMPLEMENTED, 0),
    UNKNOWN_SERVICE(404, GrpcStatus.NOT_FOUND, 0),
    BAD_FRAMING(400, GrpcStatus.INTERNAL, 0),
    /** More requests are in flight, or wait for the disk, than there is room for. */
    BUSY(503, GrpcStatus.UNAVAILABLE, 1),
    /** The journal is full: what is in it must be shipped first. */
    FULL(503, GrpcStatus.UNAVAILABLE, 5),
    /** The disk failed. */
    DISK(503, GrpcStatus.UNAVAILABLE, 5),
    TIMEOUT(503, GrpcStatus.DEADLINE_EXCEEDED, 1),
    /** Nobody reads the answer. */
    CANCELLED(499, GrpcStatus.CANCELLED, 0),
    INTERNAL(500, GrpcStatus.INTERNAL, 0);

    private final int httpStatus;
    private final int grpcStatus;
    private final int retryAfterSeconds;

    Reason(int httpStatus, int grpcStatus, int retryAfterSeconds) {
      this.httpStatus = httpStatus;
      this.grpcStatus = grpcStatus;
      this.retryAfterSeconds = retryAfterSeconds;
    }

    int httpStatus() {
      return httpStatus;
    }

    int grpcStatus() {
      return grpcStatus;
    }

    /** 0 if the sender should not try again. */
    int retryAfterSeconds() {
      return retryAfterSeconds;
    }
  }
}
