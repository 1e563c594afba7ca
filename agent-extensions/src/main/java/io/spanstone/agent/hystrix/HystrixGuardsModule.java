package io.spanstone.agent.hystrix;

import static java.util.Arrays.asList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** Breakers, rejections, timeouts and fallbacks of Hystrix; upstream's module makes its spans. */
public class HystrixGuardsModule extends InstrumentationModule {

  public HystrixGuardsModule() {
    super("hystrix", "hystrix-guards");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.spanstone.agent.hystrix.")
        || className.startsWith("io.spanstone.agent.door.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return asList(new BreakerInstrumentation(), new EventInstrumentation());
  }
}
