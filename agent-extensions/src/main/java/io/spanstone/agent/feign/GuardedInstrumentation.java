package io.spanstone.agent.feign;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import feign.Target;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Tells on which call a breaker decides, and a fallback answers: Spring Cloud's and Hystrix's. */
final class GuardedInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(
        "org.springframework.cloud.openfeign.FeignCircuitBreakerInvocationHandler",
        "feign.hystrix.HystrixInvocationHandler");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("invoke").and(takesArgument(1, Method.class)), getClass().getName() + "$CallAdvice");
  }

  /** What the breaker does on other threads has this context, too. */
  public static final class CallAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Scope enter(
        @Advice.FieldValue("target") Target<?> target, @Advice.Argument(1) Method method) {
      return FeignMethod.guarded(target, method);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.Enter @Nullable Scope scope) {
      if (scope != null) {
        scope.close();
      }
    }

    private CallAdvice() {}
  }
}
