package io.spanstone.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;

/**
 * Writes on the SERVER spans of Spring Cloud Gateway which route a request took and where that
 * leads, under names of no particular gateway. Upstream knows both, if it is {@linkplain
 * DefaultSettings asked}. Thread-safe.
 */
final class GatewayRouteProcessor implements ExtendedSpanProcessor {

  private static final AttributeKey<String> SPRING_ID =
      AttributeKey.stringKey("spring-cloud-gateway.route.id");
  private static final AttributeKey<String> SPRING_URI =
      AttributeKey.stringKey("spring-cloud-gateway.route.uri");
  private static final AttributeKey<String> ID = AttributeKey.stringKey("gateway.route.id");
  private static final AttributeKey<String> URI = AttributeKey.stringKey("gateway.route.uri");

  @Override
  public void onEnding(ReadWriteSpan span) {
    if (span.getKind() != SpanKind.SERVER) {
      return;
    }
    String id = span.getAttribute(SPRING_ID);
    if (id != null) {
      span.setAttribute(ID, id);
    }
    String uri = span.getAttribute(SPRING_URI);
    if (uri != null) {
      span.setAttribute(URI, uri);
    }
  }

  @Override
  public boolean isOnEndingRequired() {
    return true;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
