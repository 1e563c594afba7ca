package io.spanstone.agent.springcloud;

import io.opentelemetry.instrumentation.api.util.VirtualField;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;

/** Knows the names of Spring Cloud's breakers. */
public final class CloudBreakers {

  private static final VirtualField<CircuitBreaker, String> ids =
      VirtualField.find(CircuitBreaker.class, String.class);

  private CloudBreakers() {}

  /** A breaker was made under this name. */
  public static void made(CircuitBreaker breaker, String id) {
    ids.set(breaker, id);
  }

  /** The same fallback, which also tells that it was asked. */
  public static @Nullable Function<Throwable, ?> telling(
      CircuitBreaker breaker, @Nullable Function<Throwable, ?> fallback) {
    String id = ids.get(breaker);
    return fallback == null || id == null || fallback instanceof ToldFallback
        ? fallback
        : new ToldFallback<>(id, fallback);
  }
}
