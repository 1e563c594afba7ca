package io.spanstone.agent.resilience4j;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.core.EventConsumer;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.GuardDoor;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what a breaker does; the breaker keeps it alive, and it tells the breaker's state. */
public final class CircuitBreakerListener
    implements EventConsumer<CircuitBreakerEvent>, Supplier<String> {

  private static final VirtualField<CircuitBreaker, CircuitBreakerListener> listeners =
      VirtualField.find(CircuitBreaker.class, CircuitBreakerListener.class);

  private final CircuitBreaker breaker;
  private final @Nullable Object guard;

  private CircuitBreakerListener(CircuitBreaker breaker) {
    this.breaker = breaker;
    this.guard = GuardDoor.register("circuit_breaker", "resilience4j", breaker.getName(), this);
  }

  /** Constructors call each other, so this may come more than once for one breaker. */
  public static void attach(CircuitBreaker breaker) {
    if (listeners.get(breaker) != null) {
      return;
    }
    CircuitBreakerListener listener = new CircuitBreakerListener(breaker);
    listeners.set(breaker, listener);
    breaker.getEventPublisher().onEvent(listener);
  }

  /** The breaker lets a call pass. */
  public static void begin(CircuitBreaker breaker) {
    CircuitBreakerListener listener = listeners.get(breaker);
    if (listener != null) {
      GuardDoor.begin(listener.guard);
    }
  }

  @Override
  public String get() {
    return written(breaker.getState());
  }

  @Override
  public void consumeEvent(CircuitBreakerEvent event) {
    switch (event.getEventType().name()) {
      case "SUCCESS":
        GuardDoor.called(guard, "success");
        break;
      case "ERROR":
        GuardDoor.called(guard, "error");
        break;
      case "IGNORED_ERROR":
        GuardDoor.called(guard, "ignored");
        break;
      case "NOT_PERMITTED":
        GuardDoor.called(guard, "not_permitted");
        break;
      case "STATE_TRANSITION":
        CircuitBreaker.StateTransition transition =
            ((CircuitBreakerOnStateTransitionEvent) event).getStateTransition();
        GuardDoor.transition(
            guard, written(transition.getFromState()), written(transition.getToState()));
        break;
      default: // resets and the like, which transitions tell
    }
  }

  private static String written(CircuitBreaker.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
