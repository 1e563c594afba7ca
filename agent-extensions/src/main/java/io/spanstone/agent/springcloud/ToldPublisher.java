package io.spanstone.agent.springcloud;

import io.opentelemetry.context.Context;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A fallback that answers later: what it gives tells how it went when it ends. */
final class ToldPublisher extends ToldFallback<Object> {

  ToldPublisher(String breaker, Function<Throwable, Object> fallback) {
    super(breaker, fallback);
  }

  @Override
  Object answered(Object answer, Throwable failure) {
    Context context = Context.current();
    Runnable succeeded = context.wrap(() -> tell("success"));
    if (answer instanceof Mono) {
      return ((Mono<?>) answer)
          .doOnSuccess(value -> succeeded.run())
          .doOnError(thrown -> context.wrap(() -> failed(thrown, failure)).run());
    }
    if (answer instanceof Flux) {
      return ((Flux<?>) answer)
          .doOnComplete(succeeded)
          .doOnError(thrown -> context.wrap(() -> failed(thrown, failure)).run());
    }
    return answer;
  }

  /** Spring Cloud Gateway's own fallback, where a route has none, gives the failure back. */
  private void failed(Throwable thrown, Throwable failure) {
    if (thrown == failure) {
      tell("missing");
    } else {
      tellFailure(thrown);
    }
  }
}
