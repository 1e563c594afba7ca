package io.spanstone.agent.resilience4j;

import static java.util.Collections.singletonList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** The time limiters of Resilience4j 1 and 2. */
public class TimeLimiterModule extends InstrumentationModule {

  public TimeLimiterModule() {
    super("resilience4j", "resilience4j-timelimiter");
  }

  @Override
  public boolean isHelperClass(String className) {
    return Injected.contains(className);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return singletonList(new TimeLimiterInstrumentation());
  }
}
