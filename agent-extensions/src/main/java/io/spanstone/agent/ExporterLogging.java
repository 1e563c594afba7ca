package io.spanstone.agent;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;

/**
 * Turns off the loggers with which upstream tells, partly with stack traces, of every export that
 * fails; {@link CollectorLink} and {@link ExportGate} say the same once.
 *
 * <p>Holds for the agent's default logging (its own, to stderr). A user who wants the originals
 * back sets the level property of the logger, or {@code otel.javaagent.debug}.
 */
final class ExporterLogging {

  private static final String LEVEL_OF = "io.opentelemetry.javaagent.slf4j.simpleLogger.log.";
  private static final String[] LOGGERS = {
    "io.opentelemetry.exporter.otlp.internal.GrpcExporter",
    "io.opentelemetry.exporter.otlp.internal.HttpExporter",
    "io.opentelemetry.sdk.metrics.export.PeriodicMetricReader",
  };

  private ExporterLogging() {}

  /** Must run before the first exporter is made: a logger reads its level when it is created. */
  static void silence(ConfigProperties config) {
    if (config.getBoolean("otel.javaagent.debug", false)) {
      return;
    }
    for (String logger : LOGGERS) {
      if (System.getProperty(LEVEL_OF + logger) == null) {
        System.setProperty(LEVEL_OF + logger, "off");
      }
    }
  }
}
