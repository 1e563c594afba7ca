package io.spanstone.agent.springcloud;

import io.opentelemetry.instrumentation.api.util.VirtualField;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker;

/** Knows the names of Spring Cloud's reactive breakers. */
public final class ReactiveBreakers {

  private static final VirtualField<ReactiveCircuitBreaker, String> ids =
      VirtualField.find(ReactiveCircuitBreaker.class, String.class);

  private ReactiveBreakers() {}

  /** A breaker was made under this name. */
  public static void made(ReactiveCircuitBreaker breaker, String id) {
    ids.set(breaker, id);
  }

  /** The same fallback, which also tells how what it gives ends. */
  public static @Nullable Function<Throwable, Object> telling(
      ReactiveCircuitBreaker breaker, @Nullable Function<Throwable, Object> fallback) {
    String id = ids.get(breaker);
    return fallback == null || id == null || fallback instanceof ToldFallback
        ? fallback
        : new ToldPublisher(id, fallback);
  }
}
