package io.spanstone.agent.registry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drops the spans of talk between services and their registry: heartbeats every few seconds are no
 * work that a service does. It knows them by the method or task of the client that makes them, and
 * by their paths. Must be asked before whatever counts spans. Thread-safe.
 */
public final class RegistryTraffic implements Sampler {

  private static final ContextKey<Boolean> TALKS = ContextKey.named("spanstone-registry-traffic");

  private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");

  /** Of spans of scheduled tasks, by the conventions of now and before. */
  private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");

  private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("code.namespace");

  /** Tasks that send heartbeats and watch what is registered. */
  private static final String[] TASKS = {
    "org.springframework.cloud.consul.discovery.", "com.alibaba.cloud.nacos.discovery."
  };

  /** Of Eureka, Consul and Nacos. */
  private static final String[] PATHS = {
    "/eureka/apps",
    "/eureka/v2/apps",
    "/eureka/peerreplication",
    "/eureka/vips",
    "/eureka/instances",
    "/v1/agent/check/",
    "/v1/agent/service/",
    "/v1/health/service/",
    "/v1/catalog/services",
    "/v1/status/leader",
    "/nacos/v1/ns/",
    "/nacos/v2/ns/"
  };

  private final Sampler others;

  /**
   * @param others decides on everything else
   */
  public RegistryTraffic(Sampler others) {
    this.others = others;
  }

  /** What is called from here on talks to a registry, until the result is closed. */
  @SuppressWarnings("MustBeClosedChecker") // the advice that begins it ends it
  public static Object begin() {
    return Context.current().with(TALKS, true).makeCurrent();
  }

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    boolean talks =
        Boolean.TRUE.equals(parentContext.get(TALKS))
            || (spanKind == SpanKind.CLIENT && isRegistry(attributes.get(FULL)))
            || (spanKind == SpanKind.SERVER && isRegistry(attributes.get(PATH)))
            || (spanKind == SpanKind.INTERNAL
                && (isTask(attributes.get(FUNCTION)) || isTask(attributes.get(NAMESPACE))));
    return talks
        ? SamplingResult.drop()
        : others.shouldSample(parentContext, traceId, name, spanKind, attributes, parentLinks);
  }

  @Override
  public String getDescription() {
    return others.getDescription();
  }

  @Override
  public String toString() {
    return others.toString();
  }

  private static boolean isTask(@Nullable String function) {
    return function != null && startsWithAny(TASKS, function, 0);
  }

  private static boolean isRegistry(@Nullable String url) {
    if (url == null) {
      return false;
    }
    int path = url.startsWith("/") ? 0 : url.indexOf('/', url.indexOf("//") + 2);
    return path >= 0 && startsWithAny(PATHS, url, path);
  }

  private static boolean startsWithAny(String[] known, String text, int from) {
    for (String each : known) {
      if (text.startsWith(each, from)) {
        return true;
      }
    }
    return false;
  }
}
