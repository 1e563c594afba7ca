package io.spanstone.agent.resilience4j;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Listens to breakers from when they are made, and sees them let calls pass. */
final class CircuitBreakerInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.github.resilience4j.circuitbreaker.internal.CircuitBreakerStateMachine");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String name = getClass().getName();
    transformer.applyAdviceToMethod(isConstructor(), name + "$MadeAdvice");
    transformer.applyAdviceToMethod(
        named("acquirePermission").and(takesNoArguments()), name + "$AcquiredAdvice");
    transformer.applyAdviceToMethod(
        named("tryAcquirePermission").and(takesNoArguments()), name + "$TriedAdvice");
  }

  /** Listens to what is made. */
  public static final class MadeAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void made(@Advice.This CircuitBreaker made) {
      CircuitBreakerListener.attach(made);
    }

    private MadeAdvice() {}
  }

  /** It throws if the call may not pass. */
  public static final class AcquiredAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void acquired(@Advice.This CircuitBreaker breaker) {
      CircuitBreakerListener.begin(breaker);
    }

    private AcquiredAdvice() {}
  }

  /** It says whether the call may pass. */
  public static final class TriedAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void tried(@Advice.This CircuitBreaker breaker, @Advice.Return boolean passes) {
      if (passes) {
        CircuitBreakerListener.begin(breaker);
      }
    }

    private TriedAdvice() {}
  }
}
