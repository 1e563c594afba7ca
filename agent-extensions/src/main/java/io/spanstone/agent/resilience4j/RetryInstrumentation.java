package io.spanstone.agent.resilience4j;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.github.resilience4j.retry.Retry;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Listens to retries from when they are made. */
final class RetryInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.github.resilience4j.retry.internal.RetryImpl");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(isConstructor(), getClass().getName() + "$MadeAdvice");
  }

  /** Listens to what is made. */
  public static final class MadeAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void made(@Advice.This Retry made) {
      RetryListener.attach(made);
    }

    private MadeAdvice() {}
  }
}
