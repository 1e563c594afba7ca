package io.spanstone.collector.receiver;

import io.spanstone.otlp.Slice;
import java.nio.ByteBuffer;

/**
 * The one message of a unary gRPC request: a byte that tells whether it is compressed, four for its
 * length, and the message. Source: gRPC, "gRPC over HTTP2".
 */
final class GrpcFrame {
  static final int PREFIX_BYTES = 5;

  private static final int COMPRESSED = 1;

  private GrpcFrame() {}

  /**
   * The message in a body.
   *
   * @param encoding what {@code grpc-encoding} says; applies only if the message is compressed
   * @throws Refusal if the body is not exactly one message
   */
  static Payload payload(Slice body, ContentEncoding encoding, int maxBytes) {
    if (body.length() < PREFIX_BYTES) {
      throw broken("it has " + body.length() + " bytes");
    }
    ByteBuffer prefix = ByteBuffer.wrap(body.array(), body.from(), PREFIX_BYTES);
    int flags = prefix.get();
    long length = Integer.toUnsignedLong(prefix.getInt());
    if (length > maxBytes) {
      throw Inflation.tooLarge(maxBytes);
    }
    if (length != body.length() - PREFIX_BYTES) {
      throw broken(
          "its length is told as "
              + length
              + " bytes, but "
              + (body.length() - PREFIX_BYTES)
              + " follow");
    }
    if ((flags & ~COMPRESSED) != 0) {
      throw broken("its flags are " + flags);
    }
    boolean compressed = flags == COMPRESSED;
    if (compressed && encoding == ContentEncoding.IDENTITY) {
      throw broken("it is flagged as compressed, but grpc-encoding is identity");
    }
    Slice message = new Slice(body.array(), body.from() + PREFIX_BYTES, body.to());
    return new Payload(message, compressed ? encoding : ContentEncoding.IDENTITY, false);
  }

  private static Refusal broken(String problem) {
    return new Refusal(Refusal.Reason.BAD_FRAMING, "the body is not one gRPC message: " + problem);
  }
}
