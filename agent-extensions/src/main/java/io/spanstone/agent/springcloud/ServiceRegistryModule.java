package io.spanstone.agent.springcloud;

import static java.util.Collections.singletonList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** The registries that Spring Cloud knows, but for Eureka, which has a module of its own. */
public class ServiceRegistryModule extends InstrumentationModule {

  public ServiceRegistryModule() {
    super("spring-cloud-registration");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.spanstone.agent.springcloud.")
        || className.startsWith("io.spanstone.agent.door.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return singletonList(new ServiceRegistryInstrumentation());
  }
}
