package io.spanstone.agent.gateway;

import static java.util.Collections.singletonList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** The paths of the routes of Spring Cloud Gateway; upstream's module knows the routes. */
public class GatewayPathModule extends InstrumentationModule {

  public GatewayPathModule() {
    super("spring-cloud-gateway", "spring-cloud-gateway-path");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.spanstone.agent.gateway.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return singletonList(new RoutedInstrumentation());
  }
}
