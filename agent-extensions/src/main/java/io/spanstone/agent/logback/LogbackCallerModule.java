package io.spanstone.agent.logback;

import static java.util.Collections.singletonList;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/**
 * Logback makes the whole stack to know its uppermost caller, which upstream asks of every line.
 */
public class LogbackCallerModule extends InstrumentationModule {

  public LogbackCallerModule() {
    super("logback-caller");
  }

  @Override
  public boolean isHelperClass(String className) {
    return className.startsWith("io.spanstone.agent.logback.");
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return singletonList(new LoggingEventInstrumentation());
  }
}
