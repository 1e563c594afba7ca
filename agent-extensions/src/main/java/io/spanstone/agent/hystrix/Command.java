package io.spanstone.agent.hystrix;

import io.spanstone.agent.door.GuardDoor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The guards of one command: its breaker if it has one, its bulkhead and its fallback. */
final class Command {

  final AtomicReference<@Nullable HystrixBreaker> breaker = new AtomicReference<>();
  final @Nullable Object bulkhead;

  private final String name;
  private volatile @Nullable Object fallback;

  Command(String name) {
    this.name = name;
    this.bulkhead = GuardDoor.register("bulkhead", "hystrix", name, null);
  }

  /** It ran, however it ended. */
  void ran(String outcome) {
    GuardDoor.called(bulkhead, "permitted");
    passedBreaker(outcome);
  }

  /** What the breaker counts. */
  void passedBreaker(String outcome) {
    HystrixBreaker guarding = breaker.get();
    if (guarding != null) {
      guarding.look(outcome);
      GuardDoor.called(guarding.guard(), outcome);
    }
  }

  void fellBack(String outcome) {
    if (fallback == null) {
      fallback = GuardDoor.register("fallback", "hystrix", name, null);
    }
    GuardDoor.called(fallback, outcome);
  }
}
