package io.spanstone.agent.grpc;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.extendsClass;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.declaresField;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.grpc.ClientInterceptor;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Gives every channel that is built the interceptor, inside the one that makes the span. */
final class ChannelBuilderInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed("io.grpc.ManagedChannelBuilder");
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return extendsClass(named("io.grpc.ManagedChannelBuilder"))
        .and(declaresField(named("interceptors")));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(named("build"), getClass().getName() + "$BuildAdvice");
  }

  /** Interceptors that come first in the list are the innermost. */
  public static final class BuildAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void build(
        @Advice.FieldValue("interceptors") List<ClientInterceptor> interceptors) {
      if (!interceptors.contains(CallerInterceptor.INSTANCE)) {
        interceptors.add(0, CallerInterceptor.INSTANCE);
      }
    }

    private BuildAdvice() {}
  }
}
