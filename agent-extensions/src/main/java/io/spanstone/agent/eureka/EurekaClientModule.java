package io.spanstone.agent.eureka;

import static java.util.Collections.singletonList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** Eureka's client. */
public class EurekaClientModule extends InstrumentationModule {

  public EurekaClientModule() {
    super("eureka", "eureka-client");
  }

  @Override
  public boolean isHelperClass(String className) {
    return Injected.contains(className);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return singletonList(new DiscoveryClientInstrumentation());
  }
}
