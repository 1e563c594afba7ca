package io.spanstone.agent.resilience4j;

import static java.util.Collections.singletonList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** The rate limiters of Resilience4j 1 and 2. */
public class RateLimiterModule extends InstrumentationModule {

  public RateLimiterModule() {
    super("resilience4j", "resilience4j-ratelimiter");
  }

  @Override
  public boolean isHelperClass(String className) {
    return Injected.contains(className);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return singletonList(new RateLimiterInstrumentation());
  }
}
