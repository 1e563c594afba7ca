package io.spanstone.agent.feign;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import feign.InvocationHandlerFactory.MethodHandler;
import feign.MethodMetadata;
import feign.Target;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Learns, when the handler of a client's method is made, whose it is. */
final class FactoryInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf(
        "feign.SynchronousMethodHandler$Factory", "feign.AsynchronousMethodHandler$Factory");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("create")
            .and(takesArgument(0, named("feign.Target")))
            .and(takesArgument(1, named("feign.MethodMetadata"))),
        getClass().getName() + "$CreateAdvice");
  }

  /** Remembers the method with its handler. */
  public static final class CreateAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void created(
        @Advice.Argument(0) Target<?> target,
        @Advice.Argument(1) MethodMetadata method,
        @Advice.Return MethodHandler handler) {
      FeignMethod.made(target, method, handler);
    }

    private CreateAdvice() {}
  }
}
