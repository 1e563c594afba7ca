package io.spanstone.agent.resilience4j;

import io.github.resilience4j.core.EventConsumer;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.event.RateLimiterEvent;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.GuardDoor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what a rate limiter does; the limiter keeps it alive, and it tells what is left. */
public final class RateLimiterListener
    implements EventConsumer<RateLimiterEvent>, Supplier<long[]> {

  private static final VirtualField<RateLimiter, RateLimiterListener> listeners =
      VirtualField.find(RateLimiter.class, RateLimiterListener.class);

  private final RateLimiter limiter;
  private final @Nullable Object guard;

  private RateLimiterListener(RateLimiter limiter) {
    this.limiter = limiter;
    this.guard = GuardDoor.register("rate_limiter", "resilience4j", limiter.getName(), this);
  }

  /** Constructors call each other, so this may come more than once for one limiter. */
  public static void attach(RateLimiter limiter) {
    if (listeners.get(limiter) != null) {
      return;
    }
    RateLimiterListener listener = new RateLimiterListener(limiter);
    listeners.set(limiter, listener);
    limiter.getEventPublisher().onEvent(listener);
  }

  @Override
  public long[] get() {
    return new long[] {limiter.getMetrics().getAvailablePermissions()};
  }

  @Override
  public void consumeEvent(RateLimiterEvent event) {
    switch (event.getEventType().name()) {
      case "SUCCESSFUL_ACQUIRE":
        GuardDoor.called(guard, "permitted");
        break;
      case "FAILED_ACQUIRE":
        GuardDoor.called(guard, "rejected");
        break;
      default: // that permissions were taken away
    }
  }
}
