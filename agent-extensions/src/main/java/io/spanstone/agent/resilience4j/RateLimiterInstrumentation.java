package io.spanstone.agent.resilience4j;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Listens to rate limiters from when they are made. */
final class RateLimiterInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(
        "io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter",
        "io.github.resilience4j.ratelimiter.internal.SemaphoreBasedRateLimiter");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(isConstructor(), getClass().getName() + "$MadeAdvice");
  }

  /** Listens to what is made. */
  public static final class MadeAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void made(@Advice.This RateLimiter made) {
      RateLimiterListener.attach(made);
    }

    private MadeAdvice() {}
  }
}
