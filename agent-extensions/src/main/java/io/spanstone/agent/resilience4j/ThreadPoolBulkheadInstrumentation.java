package io.spanstone.agent.resilience4j;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.github.resilience4j.bulkhead.ThreadPoolBulkhead;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Listens to bulkheads with a thread pool from when they are made. */
final class ThreadPoolBulkheadInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("io.github.resilience4j.bulkhead.internal.FixedThreadPoolBulkhead");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(isConstructor(), getClass().getName() + "$MadeAdvice");
  }

  /** Listens to what is made. */
  public static final class MadeAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void made(@Advice.This ThreadPoolBulkhead made) {
      ThreadPoolBulkheadListener.attach(made);
    }

    private MadeAdvice() {}
  }
}
