package io.spanstone.agent.eureka;

import static java.util.Collections.singletonList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** Eureka's server. */
public class EurekaServerModule extends InstrumentationModule {

  public EurekaServerModule() {
    super("eureka", "eureka-server");
  }

  @Override
  public boolean isHelperClass(String className) {
    return Injected.contains(className);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return singletonList(new RegistryInstrumentation());
  }
}
