package io.spanstone.agent;

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
 * Remembers which service answered last at an address, and writes it on calls there that nobody
 * answers: they are known as calls of that service whether it got them or not. Thread-safe.
 * Bounded.
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
  private static final AttributeKey<Long> HTTP_STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");

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
    if (span.getKind() != SpanKind.CLIENT
        || span.getAttribute(HTTP_STATUS) != null
        || span.getAttribute(DATABASE) != null) {
      return;
    }
    String address = services.isEmpty() ? null : address(span);
    String service = address == null ? null : services.get(address);
    if (service != null && callee(span) == null) {
      span.setAttribute(CALLEE_SERVICE, service);
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
