package io.spanstone.collector.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spanstone.otlp.WireWriter;

/**
 * A refusal as {@code google.rpc.Status}, with a {@code google.rpc.RetryInfo} if the sender should
 * try again. Source: google/rpc/status.proto, google/rpc/error_details.proto.
 */
final class RpcStatus {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_MESSAGE_CHARS = 1000;
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  private static final int CODE = 1;
  private static final int MESSAGE = 2;
  private static final int DETAILS = 3;
  private static final int ANY_TYPE_URL = 1;
  private static final int ANY_VALUE = 2;
  private static final int RETRY_DELAY = 1;
  private static final int SECONDS = 1;

  private RpcStatus() {}

  static byte[] protobuf(Refusal refusal) {
    WireWriter writer = new WireWriter(MAX_BYTES);
    writer.varint(CODE, refusal.reason().grpcStatus());
    writer.string(MESSAGE, message(refusal));
    if (refusal.reason().retryAfterSeconds() > 0) {
      int any = writer.begin(DETAILS);
      writer.string(ANY_TYPE_URL, RETRY_INFO);
      int retryInfo = writer.begin(ANY_VALUE);
      int delay = writer.begin(RETRY_DELAY);
      writer.varint(SECONDS, refusal.reason().retryAfterSeconds());
      writer.end(delay);
      writer.end(retryInfo);
      writer.end(any);
    }
    return writer.toByteArray();
  }

  static byte[] json(Refusal refusal) {
    StringBuilder json = new StringBuilder();
    json.append("{\"code\":").append(refusal.reason().grpcStatus()).append(",\"message\":\"");
    json.append(JsonStringEncoder.getInstance().quoteAsString(message(refusal))).append('"');
    int retryAfterSeconds = refusal.reason().retryAfterSeconds();
    if (retryAfterSeconds > 0) {
      json.append(",\"details\":[{\"@type\":\"").append(RETRY_INFO);
      json.append("\",\"retryDelay\":\"").append(retryAfterSeconds).append("s\"}]");
    }
    return json.append('}').toString().getBytes(UTF_8);
  }

  /** Bounded: it may quote what the sender sent. */
  static String message(Refusal refusal) {
    String message = refusal.message();
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS) + "…";
  }
}
