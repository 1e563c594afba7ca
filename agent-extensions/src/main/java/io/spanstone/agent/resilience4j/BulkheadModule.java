package io.spanstone.agent.resilience4j;

import static java.util.Arrays.asList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** The bulkheads, those with a thread pool too, of Resilience4j 1 and 2. */
public class BulkheadModule extends InstrumentationModule {

  public BulkheadModule() {
    super("resilience4j", "resilience4j-bulkhead");
  }

  @Override
  public boolean isHelperClass(String className) {
    return Injected.contains(className);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return asList(new BulkheadInstrumentation(), new ThreadPoolBulkheadInstrumentation());
  }
}
