package io.spanstone.agent.springcloud;

import static java.util.Arrays.asList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/**
 * What answers instead of failed calls that Spring Cloud's circuit breakers guard, in clients of
 * OpenFeign and elsewhere. Breakers themselves are those of a library with a module of its own.
 */
public class CircuitBreakerModule extends InstrumentationModule {

  public CircuitBreakerModule() {
    super("spring-cloud-circuitbreaker");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.spanstone.agent.springcloud.")
        || className.startsWith("io.spanstone.agent.door.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return asList(new BreakerFactoryInstrumentation(), new BreakerInstrumentation());
  }
}
