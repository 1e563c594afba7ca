package io.spanstone.agent.springcloud;

import io.spanstone.agent.door.GuardDoor;
import java.util.function.Function;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;

/** A fallback that tells how it went. It answers and throws what the service's own does. */
class ToldFallback<T> implements Function<Throwable, T> {

  /**
   * The breaker whose fallback answers on this thread: breakers of newer versions call another one
   * of the same name, and both have the fallback.
   */
  private static final ThreadLocal<String> asked = new ThreadLocal<>();

  private final String breaker;
  private final Function<Throwable, T> fallback;

  ToldFallback(String breaker, Function<Throwable, T> fallback) {
    this.breaker = breaker;
    this.fallback = fallback;
  }

  @Override
  public final T apply(Throwable failure) {
    String outer = asked.get();
    if (breaker.equals(outer)) {
      return fallback.apply(failure);
    }
    asked.set(breaker);
    T answer;
    try {
      answer = fallback.apply(failure);
    } catch (Throwable thrown) {
      tellFailure(thrown);
      throw thrown;
    } finally {
      if (outer == null) {
        asked.remove();
      } else {
        asked.set(outer);
      }
    }
    return answered(answer, failure);
  }

  /** What the fallback gave; it is what the breaker gets. */
  T answered(T answer, Throwable failure) {
    tell("success");
    return answer;
  }

  final void tellFailure(Throwable thrown) {
    // Spring Cloud's own, where the service has none, does nothing but throw this.
    tell(thrown instanceof NoFallbackAvailableException ? "missing" : "error");
  }

  final void tell(String outcome) {
    GuardDoor.called(GuardDoor.register("fallback", "spring_cloud", breaker, null), outcome);
  }
}
