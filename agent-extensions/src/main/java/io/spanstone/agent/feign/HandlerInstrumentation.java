package io.spanstone.agent.feign;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import feign.InvocationHandlerFactory.MethodHandler;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Tells of each attempt to call. */
final class HandlerInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return namedOneOf("feign.SynchronousMethodHandler", "feign.AsynchronousMethodHandler");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("executeAndDecode"), getClass().getName() + "$ExecuteAdvice");
  }

  /** The HTTP client makes its span in here. */
  public static final class ExecuteAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Scope enter(@Advice.This MethodHandler handler) {
      return FeignMethod.enter(handler);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(
        @Advice.This MethodHandler handler,
        @Advice.Enter @Nullable Scope scope,
        @Advice.Thrown @Nullable Throwable thrown) {
      FeignMethod.exit(handler, scope, thrown);
    }

    private ExecuteAdvice() {}
  }
}
