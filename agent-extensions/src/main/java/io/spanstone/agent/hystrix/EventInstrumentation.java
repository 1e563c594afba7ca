package io.spanstone.agent.hystrix;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.extendsClass;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixEventType;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Hears what Hystrix tells its event notifier, whichever the service has. */
final class EventInstrumentation implements TypeInstrumentation {

  private static final String NOTIFIER =
      "com.netflix.hystrix.strategy.eventnotifier.HystrixEventNotifier";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(NOTIFIER);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return extendsClass(named(NOTIFIER));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyAdviceToMethod(
        named("markEvent")
            .and(takesArgument(0, named("com.netflix.hystrix.HystrixEventType")))
            .and(takesArgument(1, named("com.netflix.hystrix.HystrixCommandKey"))),
        getClass().getName() + "$MarkAdvice");
  }

  /** A notifier may call its super class, which is instrumented as well: the outermost counts. */
  public static final class MarkAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(
        @Advice.Argument(0) HystrixEventType type, @Advice.Argument(1) HystrixCommandKey command) {
      HystrixEvents.enter(type, command);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit() {
      HystrixEvents.exit();
    }

    private MarkAdvice() {}
  }
}
