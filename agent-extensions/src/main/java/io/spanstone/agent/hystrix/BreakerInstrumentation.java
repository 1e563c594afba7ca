package io.spanstone.agent.hystrix;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import com.netflix.hystrix.HystrixCircuitBreaker;
import com.netflix.hystrix.HystrixCommandKey;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Sees breakers being made, let calls pass, and be told how these went. */
final class BreakerInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("com.netflix.hystrix.HystrixCircuitBreaker$HystrixCircuitBreakerImpl");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String name = getClass().getName();
    transformer.applyAdviceToMethod(
        isConstructor().and(takesArgument(0, named("com.netflix.hystrix.HystrixCommandKey"))),
        name + "$MadeAdvice");
    transformer.applyAdviceToMethod(
        named("attemptExecution").and(takesNoArguments()), name + "$AttemptAdvice");
    transformer.applyAdviceToMethod(
        named("allowRequest").and(takesNoArguments()), name + "$AllowAdvice");
    transformer.applyAdviceToMethod(
        namedOneOf("markSuccess", "markNonSuccess").and(takesNoArguments()), name + "$MarkAdvice");
  }

  /** Knows it from now on. */
  public static final class MadeAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void made(
        @Advice.This HystrixCircuitBreaker breaker, @Advice.Argument(0) HystrixCommandKey command) {
      HystrixEvents.made(breaker, command);
    }

    private MadeAdvice() {}
  }

  /** In a few versions (1.5.9 and next to it) this decides whether a command runs. */
  public static final class AttemptAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void attempted(
        @Advice.This HystrixCircuitBreaker breaker, @Advice.Return boolean passes) {
      HystrixEvents.decided(breaker, passes, true);
    }

    private AttemptAdvice() {}
  }

  /** In all others, this does. */
  public static final class AllowAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void allowed(
        @Advice.This HystrixCircuitBreaker breaker, @Advice.Return boolean passes) {
      HystrixEvents.decided(breaker, passes, false);
    }

    private AllowAdvice() {}
  }

  /** The test call of a half-open breaker may have ended. */
  public static final class MarkAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void marked(@Advice.This HystrixCircuitBreaker breaker) {
      HystrixEvents.tested(breaker);
    }

    private MarkAdvice() {}
  }
}
