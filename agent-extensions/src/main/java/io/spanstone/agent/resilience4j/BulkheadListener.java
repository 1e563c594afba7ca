package io.spanstone.agent.resilience4j;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.event.BulkheadEvent;
import io.github.resilience4j.core.EventConsumer;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.GuardDoor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what a bulkhead does; the bulkhead keeps it alive, and it tells what room there is. */
public final class BulkheadListener implements EventConsumer<BulkheadEvent>, Supplier<long[]> {

  private static final VirtualField<Bulkhead, BulkheadListener> listeners =
      VirtualField.find(Bulkhead.class, BulkheadListener.class);

  private final Bulkhead bulkhead;
  private final @Nullable Object guard;

  private BulkheadListener(Bulkhead bulkhead) {
    this.bulkhead = bulkhead;
    this.guard = GuardDoor.register("bulkhead", "resilience4j", bulkhead.getName(), this);
  }

  /** Constructors call each other, so this may come more than once for one bulkhead. */
  public static void attach(Bulkhead bulkhead) {
    if (listeners.get(bulkhead) != null) {
      return;
    }
    BulkheadListener listener = new BulkheadListener(bulkhead);
    listeners.set(bulkhead, listener);
    bulkhead.getEventPublisher().onEvent(listener);
  }

  @Override
  public long[] get() {
    Bulkhead.Metrics room = bulkhead.getMetrics();
    return new long[] {room.getAvailableConcurrentCalls(), room.getMaxAllowedConcurrentCalls()};
  }

  @Override
  public void consumeEvent(BulkheadEvent event) {
    switch (event.getEventType().name()) {
      case "CALL_PERMITTED":
        GuardDoor.called(guard, "permitted");
        break;
      case "CALL_REJECTED":
        GuardDoor.called(guard, "rejected");
        break;
      default: // that a permitted call ended
    }
  }
}
