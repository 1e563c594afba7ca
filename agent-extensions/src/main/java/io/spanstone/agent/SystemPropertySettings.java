package io.spanstone.agent;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import org.jspecify.annotations.Nullable;

/** The defaults that upstream looks up in the JVM's system properties, past the SDK's settings. */
final class SystemPropertySettings {

  private static final String SEMANTIC_CONVENTIONS = "otel.semconv-stability.opt-in";
  private static final String LEVEL_OF = "io.opentelemetry.javaagent.slf4j.simpleLogger.log.";

  /**
   * Upstream tells through these, partly with stack traces, of every export that fails; {@link
   * CollectorLink} and {@link ExportGate} say the same once.
   */
  private static final String[] NOISY_LOGGERS = {
    "io.opentelemetry.exporter.otlp.internal.GrpcExporter",
    "io.opentelemetry.exporter.otlp.internal.HttpExporter",
    "io.opentelemetry.sdk.metrics.export.PeriodicMetricReader",
  };

  private SystemPropertySettings() {}

  /**
   * Sets what the user has not. Must run before the first exporter is made, because a logger reads
   * its level when it is created. The levels hold for the agent's default logging, its own to
   * stderr; {@code otel.javaagent.debug} leaves them as they are.
   */
  static void apply(ConfigProperties config) {
    setDefault(SEMANTIC_CONVENTIONS, config.getString(SEMANTIC_CONVENTIONS));
    if (!config.getBoolean("otel.javaagent.debug", false)) {
      for (String logger : NOISY_LOGGERS) {
        setDefault(LEVEL_OF + logger, "off");
      }
    }
  }

  private static void setDefault(String key, @Nullable String value) {
    if (value != null && System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
