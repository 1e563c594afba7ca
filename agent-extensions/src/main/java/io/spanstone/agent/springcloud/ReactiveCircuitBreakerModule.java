package io.spanstone.agent.springcloud;

import static java.util.Arrays.asList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/**
 * The same as {@link CircuitBreakerModule} of calls that are answered later, which Spring Cloud
 * Gateway makes. A module of its own, since services without Reactor have these classes, too.
 */
public class ReactiveCircuitBreakerModule extends InstrumentationModule {

  public ReactiveCircuitBreakerModule() {
    super("spring-cloud-circuitbreaker", "spring-cloud-circuitbreaker-reactive");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.spanstone.agent.springcloud.")
        || className.startsWith("io.spanstone.agent.door.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return asList(new ReactiveFactoryInstrumentation(), new ReactiveBreakerInstrumentation());
  }
}
