package io.spanstone.agent.resilience4j;

import io.github.resilience4j.core.EventConsumer;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.event.TimeLimiterEvent;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.GuardDoor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells what a time limiter does. */
public final class TimeLimiterListener implements EventConsumer<TimeLimiterEvent> {

  private static final VirtualField<TimeLimiter, TimeLimiterListener> listeners =
      VirtualField.find(TimeLimiter.class, TimeLimiterListener.class);

  private final @Nullable Object guard;

  private TimeLimiterListener(TimeLimiter limiter) {
    this.guard = GuardDoor.register("time_limiter", "resilience4j", limiter.getName(), null);
  }

  /** Constructors call each other, so this may come more than once for one limiter. */
  public static void attach(TimeLimiter limiter) {
    if (listeners.get(limiter) != null) {
      return;
    }
    TimeLimiterListener listener = new TimeLimiterListener(limiter);
    listeners.set(limiter, listener);
    limiter.getEventPublisher().onEvent(listener);
  }

  @Override
  public void consumeEvent(TimeLimiterEvent event) {
    GuardDoor.called(guard, event.getEventType().name().toLowerCase(Locale.ROOT));
  }
}
