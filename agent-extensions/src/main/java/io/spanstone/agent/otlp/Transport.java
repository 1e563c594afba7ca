package io.spanstone.agent.otlp;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.otlp.internal.GrpcExporter;
import io.opentelemetry.exporter.otlp.internal.HttpExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.lang.reflect.Field;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way on which an exporter of upstream's sends what it has encoded: with its endpoint, headers,
 * certificates, compression, time-outs and retries, all as its settings say.
 */
final class Transport {

  private static final Logger logger = Logger.getLogger("io.spanstone.agent");

  /** The same in upstream's four exporters of spans and of log records. */
  private static final String FIELD = "delegate";

  private Transport() {}

  /** Takes an encoded request and the number of its records. Null if it is not as we know it. */
  static @Nullable BiFunction<Marshaler, Integer, CompletableResultCode> of(Object exporter) {
    try {
      Field field = exporter.getClass().getDeclaredField(FIELD);
      field.setAccessible(true);
      Object transport = field.get(exporter);
      if (transport instanceof HttpExporter) {
        return ((HttpExporter) transport)::export;
      }
      if (transport instanceof GrpcExporter) {
        return ((GrpcExporter) transport)::export;
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      logger.log(Level.FINE, "upstream's exporter encodes by itself", e);
    }
    return null;
  }
}
