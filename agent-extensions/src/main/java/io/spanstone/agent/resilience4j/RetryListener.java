package io.spanstone.agent.resilience4j;

import io.github.resilience4j.core.EventConsumer;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.event.RetryEvent;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.GuardDoor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a retry does; the retry keeps it alive. Calls are counted by the library, which has no
 * event for one that goes well at once.
 */
public final class RetryListener implements EventConsumer<RetryEvent>, Supplier<long[]> {

  private static final VirtualField<Retry, RetryListener> listeners =
      VirtualField.find(Retry.class, RetryListener.class);

  private final Retry retry;
  private final @Nullable Object guard;

  private RetryListener(Retry retry) {
    this.retry = retry;
    this.guard = GuardDoor.register("retry", "resilience4j", retry.getName(), this);
  }

  /** Constructors call each other, so this may come more than once for one retry. */
  public static void attach(Retry retry) {
    if (listeners.get(retry) != null) {
      return;
    }
    RetryListener listener = new RetryListener(retry);
    listeners.set(retry, listener);
    retry.getEventPublisher().onEvent(listener);
  }

  @Override
  public long[] get() {
    Retry.Metrics calls = retry.getMetrics();
    return new long[] {
      calls.getNumberOfSuccessfulCallsWithoutRetryAttempt(),
      calls.getNumberOfSuccessfulCallsWithRetryAttempt(),
      calls.getNumberOfFailedCallsWithoutRetryAttempt(),
      calls.getNumberOfFailedCallsWithRetryAttempt()
    };
  }

  @Override
  public void consumeEvent(RetryEvent event) {
    switch (event.getEventType().name()) {
      case "SUCCESS":
        GuardDoor.decided(guard, "success_after_retry");
        break;
      case "ERROR":
        GuardDoor.decided(guard, "error_after_retry");
        break;
      default: // the attempts have spans of their own
    }
  }
}
