package io.spanstone.agent.springcloud;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.extendsClass;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreaker;

/** Learns the names of reactive breakers, which they themselves tell nobody. */
final class ReactiveFactoryInstrumentation implements TypeInstrumentation {

  private static final String FACTORY =
      "org.springframework.cloud.client.circuitbreaker.ReactiveCircuitBreakerFactory";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(FACTORY);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return extendsClass(named(FACTORY));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("create").and(takesArgument(0, String.class)),
        getClass().getName() + "$CreateAdvice");
  }

  /** Spring Cloud makes one for every route or client. */
  public static final class CreateAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void created(
        @Advice.Argument(0) String id, @Advice.Return @Nullable Object breaker) {
      if (breaker instanceof ReactiveCircuitBreaker) {
        ReactiveBreakers.made((ReactiveCircuitBreaker) breaker, id);
      }
    }

    private CreateAdvice() {}
  }
}
