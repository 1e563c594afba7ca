package io.spanstone.agent.eureka;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import com.netflix.discovery.DiscoveryClient;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import io.spanstone.agent.door.RegistryDoor;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.jspecify.annotations.Nullable;

/** Sees a client register, renew and go, and that it fetches what is registered. */
final class DiscoveryClientInstrumentation implements TypeInstrumentation {

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return named("com.netflix.discovery.DiscoveryClient");
  }

  @Override
  public void transform(TypeTransformer transformer) {
    String name = getClass().getName();
    transformer.applyAdviceToMethod(
        named("register").and(takesNoArguments()), name + "$RegisterAdvice");
    transformer.applyAdviceToMethod(named("renew").and(takesNoArguments()), name + "$RenewAdvice");
    transformer.applyAdviceToMethod(
        named("unregister").and(takesNoArguments()), name + "$UnregisterAdvice");
    transformer.applyAdviceToMethod(
        namedOneOf("register", "renew", "unregister", "fetchRegistry", "refreshRegistry"),
        name + "$TrafficAdvice");
  }

  /** It throws if the registry is not there. */
  public static final class RegisterAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void registered(
        @Advice.This DiscoveryClient client, @Advice.Return boolean success) {
      if (success) {
        EurekaClients.registered(client);
      }
    }

    private RegisterAdvice() {}
  }

  /** It says whether the registry took the heartbeat. */
  public static final class RenewAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void renewed(
        @Advice.This DiscoveryClient client, @Advice.Return boolean success) {
      EurekaClients.renewed(client, success);
    }

    private RenewAdvice() {}
  }

  /** It says nothing, and the client goes whether the registry heard it or not. */
  public static final class UnregisterAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void unregistered(@Advice.This DiscoveryClient client) {
      EurekaClients.unregistered(client);
    }

    private UnregisterAdvice() {}
  }

  /** All of it talks to the registry on this thread. */
  public static final class TrafficAdvice {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static @Nullable Object begin() {
      return RegistryDoor.beginTraffic();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    public static void end(@Advice.Enter @Nullable Object traffic) {
      RegistryDoor.endTraffic(traffic);
    }

    private TrafficAdvice() {}
  }
}
