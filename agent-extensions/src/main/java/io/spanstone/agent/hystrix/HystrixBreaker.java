package io.spanstone.agent.hystrix;

import com.netflix.hystrix.HystrixCircuitBreaker;
import io.spanstone.agent.door.GuardDoor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A breaker and the state in which it was last seen. Hystrix tells nobody when a breaker changes,
 * so whoever comes by looks. Thread-safe.
 */
final class HystrixBreaker implements Supplier<String> {

  private final HystrixCircuitBreaker breaker;
  private final @Nullable Object guard;
  private volatile boolean testing;
  private String lastState = "closed";

  HystrixBreaker(HystrixCircuitBreaker breaker, String command) {
    this.breaker = breaker;
    this.guard = GuardDoor.register("circuit_breaker", "hystrix", command, this);
  }

  @Nullable Object guard() {
    return guard;
  }

  /** It let a command run: if it is open, as a test. */
  void passed() {
    testing = breaker.isOpen();
    look();
    GuardDoor.begin(guard);
  }

  /** The test, if there was one, has ended. */
  void tested() {
    testing = false;
    look();
  }

  /**
   * A call ended. Where there is no attempt, nobody tells a breaker that its test went wrong; that
   * it went well, {@code markSuccess} says after this.
   */
  void look(String outcome) {
    if (!HystrixEvents.HAS_ATTEMPT
        && !outcome.equals("not_permitted")
        && !outcome.equals("success")) {
      testing = false;
    }
    look();
  }

  /** Tells a transition if there was one. */
  private void look() {
    String from;
    String to;
    synchronized (this) {
      from = lastState;
      to = breaker.isOpen() ? (testing ? "half_open" : "open") : "closed";
      lastState = to;
    }
    if (!from.equals(to)) {
      GuardDoor.transition(guard, from, to);
    }
  }

  @Override
  public String get() {
    look();
    synchronized (this) {
      return lastState;
    }
  }
}
