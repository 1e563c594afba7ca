package io.spanstone.agent.resilience4j;

import static java.util.Collections.singletonList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** The retries of Resilience4j 1 and 2. */
public class RetryModule extends InstrumentationModule {

  public RetryModule() {
    super("resilience4j", "resilience4j-retry");
  }

  @Override
  public boolean isHelperClass(String className) {
    return Injected.contains(className);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return singletonList(new RetryInstrumentation());
  }
}
