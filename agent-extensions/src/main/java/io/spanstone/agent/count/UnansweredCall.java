package io.spanstone.agent.count;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which side counts a call that a known service did not answer. Whoever gave up waiting knows
 * nothing of the server, which may count the call yet. Whoever lost the connection, or got none,
 * knows that the server is gone or never had the call.
 */
final class UnansweredCall {
  private static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
  private static final AttributeKey<Long> GRPC_STATUS = longKey("rpc.grpc.status_code");
  private static final long GRPC_CANCELLED = 1;
  private static final long GRPC_DEADLINE_EXCEEDED = 4;

  private UnansweredCall() {}

  /** Whether the span is one of such a call, and its caller gave up. */
  static boolean isLeftToServer(SpanData span) {
    return span.getKind() == SpanKind.CLIENT
        && span.getAttributes().get(CallGroup.CALLEE_SERVICE) != null
        && isGivenUp(span.getAttributes().get(ERROR_TYPE), span.getAttributes().get(GRPC_STATUS));
  }

  private static boolean isGivenUp(@Nullable String errorType, @Nullable Long grpcStatus) {
    if (grpcStatus != null) {
      return grpcStatus == GRPC_CANCELLED || grpcStatus == GRPC_DEADLINE_EXCEEDED;
    }
    if (errorType == null) {
      return true; // a cancelled call is no error everywhere
    }
    String name = errorType.substring(errorType.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return (name.contains("timeout") && !name.contains("connect"))
        || name.contains("deadline")
        || name.contains("interrupted")
        || name.contains("cancel");
  }
}
