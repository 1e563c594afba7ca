package io.spanstone.collector.receiver;

/** The gRPC status codes used here. Source: gRPC, "Status codes and their use". */
final class GrpcStatus {
  static final int OK = 0;
  static final int CANCELLED = 1;
  static final int INVALID_ARGUMENT = 3;
  static final int DEADLINE_EXCEEDED = 4;
  static final int NOT_FOUND = 5;
  static final int RESOURCE_EXHAUSTED = 8;
  static final int UNIMPLEMENTED = 12;
  static final int INTERNAL = 13;
  static final int UNAVAILABLE = 14;

  private GrpcStatus() {}
}
