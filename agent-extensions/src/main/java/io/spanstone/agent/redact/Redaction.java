package io.spanstone.agent.redact;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.spanstone.agent.export.WrappedLogRecordExporter;
import io.spanstone.agent.export.WrappedMetricExporter;
import io.spanstone.agent.export.WrappedSpanExporter;
import io.spanstone.agent.otlp.Secrets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Puts itself before exporters, or into what encodes for them, so that no secret leaves the
 * service: values of attributes with secret names, and what looks like a secret in other values,
 * names of spans, messages of exceptions and bodies of logs. It works on the threads that export,
 * never on those of the service. What the settings are is in {@code docs/reference/redaction.md},
 * read once. Thread-safe.
 */
public final class Redaction {

  private boolean read;
  private @Nullable SecretAttributes secrets;

  /** What takes secrets out of spans and log records as they are encoded. */
  public Secrets whileEncoding(ConfigProperties config) {
    SecretAttributes found = secrets(config);
    return found == null ? Secrets.KEPT : found;
  }

  /** The exporter, behind redaction unless it is switched off. */
  public SpanExporter before(SpanExporter exporter, ConfigProperties config) {
    SecretAttributes found = secrets(config);
    return found == null
        ? exporter
        : new WrappedSpanExporter(
            exporter,
            spans ->
                exporter.export(
                    Unchanged.or(new ArrayList<>(spans), each -> RedactedSpan.of(each, found))));
  }

  /** The exporter, behind redaction unless it is switched off. */
  public LogRecordExporter before(LogRecordExporter exporter, ConfigProperties config) {
    SecretAttributes found = secrets(config);
    return found == null
        ? exporter
        : new WrappedLogRecordExporter(
            exporter,
            logs ->
                exporter.export(
                    Unchanged.or(
                        new ArrayList<>(logs), each -> RedactedLogRecord.of(each, found))));
  }

  /** The exporter, behind redaction unless it is switched off. */
  public MetricExporter before(MetricExporter exporter, ConfigProperties config) {
    SecretAttributes found = secrets(config);
    if (found == null) {
      return exporter;
    }
    RedactedPoints points = new RedactedPoints(found);
    return new WrappedMetricExporter(
        exporter,
        metrics ->
            exporter.export(
                Unchanged.or(new ArrayList<>(metrics), each -> RedactedMetric.of(each, points))));
  }

  /** The resource, which has the command line, without secrets. */
  public Resource of(Resource resource, ConfigProperties config) {
    SecretAttributes found = secrets(config);
    return found == null
        ? resource
        : Resource.create(found.redact(resource.getAttributes()), resource.getSchemaUrl());
  }

  /** Null if nothing is to be redacted. */
  private synchronized @Nullable SecretAttributes secrets(ConfigProperties config) {
    if (!read) {
      secrets = RedactSettings.secrets(config);
      read = true;
    }
    return secrets;
  }
}
