package io.spanstone.agent.springcloud;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.function.Function;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker;

/** Hears when a reactive breaker asks the fallback of a call. */
final class ReactiveBreakerInstrumentation implements TypeInstrumentation {

  private static final String BREAKER =
      "org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(BREAKER);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(BREAKER));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("run").and(takesArguments(2)).and(takesArgument(1, Function.class)),
        getClass().getName() + "$RunAdvice");
  }

  /** Puts a function of ours around the fallback. */
  public static final class RunAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(
        @Advice.This ReactiveCircuitBreaker breaker,
        @Advice.Argument(value = 1, readOnly = false)
            @Nullable Function<Throwable, Object> fallback) {
      fallback = ReactiveBreakers.telling(breaker, fallback);
    }

    private RunAdvice() {}
  }
}
