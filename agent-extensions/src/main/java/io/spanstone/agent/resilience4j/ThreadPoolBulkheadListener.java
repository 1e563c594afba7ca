package io.spanstone.agent.resilience4j;

import io.github.resilience4j.bulkhead.ThreadPoolBulkhead;
import io.github.resilience4j.bulkhead.event.BulkheadEvent;
import io.github.resilience4j.core.EventConsumer;
import io.opentelemetry.instrumentation.api.util.VirtualField;
import io.spanstone.agent.door.GuardDoor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a bulkhead with a thread pool does; the bulkhead keeps it alive, and it tells what
 * room there is in pool and queue together. Calls that run are counted here: Resilience4j 1 does
 * not tell how many threads of a pool are idle.
 */
public final class ThreadPoolBulkheadListener
    implements EventConsumer<BulkheadEvent>, Supplier<long[]> {

  private static final VirtualField<ThreadPoolBulkhead, ThreadPoolBulkheadListener> listeners =
      VirtualField.find(ThreadPoolBulkhead.class, ThreadPoolBulkheadListener.class);

  private final ThreadPoolBulkhead bulkhead;
  private final LongAdder running = new LongAdder();
  private final @Nullable Object guard;

  private ThreadPoolBulkheadListener(ThreadPoolBulkhead bulkhead) {
    this.bulkhead = bulkhead;
    this.guard = GuardDoor.register("bulkhead", "resilience4j", bulkhead.getName(), this);
  }

  /** Constructors call each other, so this may come more than once for one bulkhead. */
  public static void attach(ThreadPoolBulkhead bulkhead) {
    if (listeners.get(bulkhead) != null) {
      return;
    }
    ThreadPoolBulkheadListener listener = new ThreadPoolBulkheadListener(bulkhead);
    listeners.set(bulkhead, listener);
    bulkhead.getEventPublisher().onEvent(listener);
  }

  @Override
  public long[] get() {
    ThreadPoolBulkhead.Metrics pool = bulkhead.getMetrics();
    long limit = (long) pool.getMaximumThreadPoolSize() + pool.getQueueCapacity();
    return new long[] {Math.max(0, limit - running.sum() - pool.getQueueDepth()), limit};
  }

  @Override
  public void consumeEvent(BulkheadEvent event) {
    switch (event.getEventType().name()) {
      case "CALL_PERMITTED":
        running.increment();
        GuardDoor.called(guard, "permitted");
        break;
      case "CALL_REJECTED":
        GuardDoor.called(guard, "rejected");
        break;
      case "CALL_FINISHED":
        running.decrement();
        break;
      default: // there are no others
    }
  }
}
