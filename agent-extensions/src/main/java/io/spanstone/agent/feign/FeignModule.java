package io.spanstone.agent.feign;

import static java.util.Arrays.asList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** Which client and method of Feign makes a call or has it guarded, and by which template. */
public class FeignModule extends InstrumentationModule {

  public FeignModule() {
    super("feign", "feign-10.0");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.spanstone.agent.feign.")
        || className.startsWith("io.spanstone.agent.door.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return asList(
        new FactoryInstrumentation(), new HandlerInstrumentation(), new GuardedInstrumentation());
  }
}
