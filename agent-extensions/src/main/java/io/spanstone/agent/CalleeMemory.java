package io.spanstone.agent;

import static java.util.Arrays.asList;
import static java.util.Collections.unmodifiableList;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which service answered last at an address, and writes it on calls that could not
 * connect there: no server counts them, but they are still known as calls of that service.
 * Thread-safe. Bounded.
 */
final class CalleeMemory implements ExtendedSpanProcessor {

  private static final AttributeKey<String> CALLEE_SERVICE =
      AttributeKey.stringKey("callee.service");
  private static final AttributeKey<List<String>> HTTP_CALLEE =
      AttributeKey.stringArrayKey("http.response.header." + CalleeResponse.HEADER);
  private static final AttributeKey<List<String>> RPC_CALLEE =
      AttributeKey.stringArrayKey("rpc.response.metadata." + CalleeResponse.HEADER);
  private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");

  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  /**
   * How the classes end that libraries throw then; others may be thrown after the call got there.
   */
  private static final List<String> NOT_CONNECTED =
      unmodifiableList(
          asList("ConnectException", "ConnectTimeoutException", "NoRouteToHostException"));

  private static final int MAX_ADDRESSES = 2_000;

  private final Map<String, String> services = new ConcurrentHashMap<>();

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnding(ReadWriteSpan span) {
    String error = span.getKind() == SpanKind.CLIENT ? span.getAttribute(ERROR_TYPE) : null;
    if (error != null && NOT_CONNECTED.stream().anyMatch(error::endsWith)) {
      String address = address(span);
      String service = address == null ? null : services.get(address);
      if (service != null) {
        span.setAttribute(CALLEE_SERVICE, service);
      }
    }
  }

  @Override
  public boolean isOnEndingRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    String told = span.getKind() == SpanKind.CLIENT ? callee(span) : null;
    String address = told == null ? null : address(span);
    if (told == null || address == null || told.equals(services.get(address))) {
      return;
    }
    if (services.size() >= MAX_ADDRESSES) {
      services.clear();
    }
    services.put(address, told);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** The node that a called service told that it is; null if it told nothing. */
  static @Nullable String callee(ReadableSpan call) {
    List<String> told = call.getAttribute(HTTP_CALLEE);
    if (told == null) {
      told = call.getAttribute(RPC_CALLEE);
    }
    return told == null || told.isEmpty() ? null : CallerMember.decodeService(told.get(0));
  }

  private static @Nullable String address(ReadableSpan call) {
    String host = call.getAttribute(ADDRESS);
    Long port = call.getAttribute(PORT);
    return host == null || port == null ? null : host + ':' + port;
  }
}
