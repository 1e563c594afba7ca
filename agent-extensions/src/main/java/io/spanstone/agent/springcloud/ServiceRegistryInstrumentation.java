package io.spanstone.agent.springcloud;

import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.hasClassesNamed;
import static io.opentelemetry.javaagent.extension.matcher.AgentElementMatchers.implementsInterface;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import io.spanstone.agent.door.RegistryDoor;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.serviceregistry.Registration;

/** Sees services register and go. */
final class ServiceRegistryInstrumentation implements TypeInstrumentation {

  private static final String REGISTRY =
      "org.springframework.cloud.client.serviceregistry.ServiceRegistry";

  @Override
  public ElementMatcher<ClassLoader> classLoaderOptimization() {
    return hasClassesNamed(REGISTRY);
  }

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return implementsInterface(named(REGISTRY));
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String name = getClass().getName();
    transformer.applyAdviceToMethod(
        named("register").and(takesArguments(1)), name + "$RegisterAdvice");
    transformer.applyAdviceToMethod(
        named("deregister").and(takesArguments(1)), name + "$DeregisterAdvice");
  }

  /** It throws if the registry did not take it. */
  public static final class RegisterAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Object begin() {
      return RegistryDoor.beginTraffic();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void registered(
        @Advice.This Object registry,
        @Advice.Argument(0) Object registration,
        @Advice.Enter @Nullable Object traffic,
        @Advice.Thrown @Nullable Throwable thrown) {
      RegistryDoor.endTraffic(traffic);
      if (thrown == null && registration instanceof Registration) {
        CloudRegistrations.registered(registry, (Registration) registration);
      }
    }

    private RegisterAdvice() {}
  }

  /** The service goes, whether the registry heard it or not. */
  public static final class DeregisterAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Object begin() {
      return RegistryDoor.beginTraffic();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void deregistered(
        @Advice.Argument(0) Object registration, @Advice.Enter @Nullable Object traffic) {
      RegistryDoor.endTraffic(traffic);
      if (registration instanceof Registration) {
        CloudRegistrations.deregistered((Registration) registration);
      }
    }

    private DeregisterAdvice() {}
  }
}
