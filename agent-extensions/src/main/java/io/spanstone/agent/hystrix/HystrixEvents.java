package io.spanstone.agent.hystrix;

import com.netflix.hystrix.HystrixCircuitBreaker;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixEventType;
import io.opentelemetry.javaagent.bootstrap.CallDepth;
import io.spanstone.agent.door.GuardDoor;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells what happens to commands. Remembers as many of them as Hystrix does. Thread-safe. */
public final class HystrixEvents {

  /** Whether it is one of the few versions in which a breaker has three states of its own. */
  static final boolean HAS_ATTEMPT =
      Arrays.stream(HystrixCircuitBreaker.class.getMethods())
          .anyMatch(method -> method.getName().equals("attemptExecution"));

  private static final Map<String, Command> commands = new ConcurrentHashMap<>();
  private static final Map<HystrixCircuitBreaker, HystrixBreaker> breakers =
      new ConcurrentHashMap<>();

  private HystrixEvents() {}

  /** A breaker was made for a command; Hystrix may have thrown away an older one. */
  public static void made(HystrixCircuitBreaker breaker, HystrixCommandKey key) {
    HystrixBreaker ours = new HystrixBreaker(breaker, key.name());
    breakers.put(breaker, ours);
    HystrixBreaker older = command(key).breaker.getAndSet(ours);
    if (older != null) {
      breakers.values().remove(older);
    }
  }

  /** A breaker decided whether a command runs. */
  public static void decided(HystrixCircuitBreaker breaker, boolean passes, boolean attempt) {
    HystrixBreaker ours = breakers.get(breaker);
    if (passes && ours != null && attempt == HAS_ATTEMPT) {
      ours.passed();
    }
  }

  /** A breaker was told how a command went. */
  public static void tested(HystrixCircuitBreaker breaker) {
    HystrixBreaker ours = breakers.get(breaker);
    if (ours != null) {
      ours.tested();
    }
  }

  /** Something happened to a command. */
  public static void enter(HystrixEventType type, HystrixCommandKey key) {
    if (CallDepth.forClass(HystrixEvents.class).getAndIncrement() == 0) {
      happened(type.name(), command(key));
    }
  }

  /** The notifier is done. */
  public static void exit() {
    CallDepth.forClass(HystrixEvents.class).decrementAndGet();
  }

  private static void happened(String event, Command command) {
    switch (event) {
      case "SUCCESS":
        command.ran("success");
        break;
      case "FAILURE":
        command.ran("error");
        break;
      case "TIMEOUT":
        command.ran("timeout");
        break;
      case "BAD_REQUEST":
        command.ran("ignored");
        break;
      case "SHORT_CIRCUITED":
        command.passedBreaker("not_permitted");
        break;
      case "THREAD_POOL_REJECTED":
      case "SEMAPHORE_REJECTED":
        GuardDoor.called(command.bulkhead, "rejected");
        command.passedBreaker("error");
        break;
      case "FALLBACK_SUCCESS":
        command.fellBack("success");
        break;
      case "FALLBACK_FAILURE":
        command.fellBack("error");
        break;
      case "FALLBACK_REJECTION":
        command.fellBack("rejected");
        break;
      case "FALLBACK_MISSING":
        command.fellBack("missing");
        break;
      default: // what follows from these, and what did not run
    }
  }

  private static Command command(HystrixCommandKey key) {
    return commands.computeIfAbsent(key.name(), Command::new);
  }
}
