package io.spanstone.agent.redact;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.spanstone.agent.export.WrappedLogRecordExporter;
import io.spanstone.agent.export.WrappedMetricExporter;
import io.spanstone.agent.export.WrappedSpanExporter;
import java.util.ArrayList;

/**
 * Puts itself before exporters, so that no secret leaves the service: values of attributes with
 * secret names, and what looks like a secret in other values, names of spans, messages of
 * exceptions and bodies of logs. It works on the threads that export, never on those of the
 * service. What the settings are is in {@code docs/reference/redaction.md}. Stateless.
 */
public final class Redaction {

  private Redaction() {}

  /** The exporter, behind redaction unless it is switched off. */
  public static SpanExporter before(SpanExporter exporter, ConfigProperties config) {
    SecretAttributes secrets = RedactSettings.secrets(config);
    return secrets == null
        ? exporter
        : new WrappedSpanExporter(
            exporter,
            spans ->
                exporter.export(
                    Unchanged.or(new ArrayList<>(spans), each -> RedactedSpan.of(each, secrets))));
  }

  /** The exporter, behind redaction unless it is switched off. */
  public static LogRecordExporter before(LogRecordExporter exporter, ConfigProperties config) {
    SecretAttributes secrets = RedactSettings.secrets(config);
    return secrets == null
        ? exporter
        : new WrappedLogRecordExporter(
            exporter,
            logs ->
                exporter.export(
                    Unchanged.or(
                        new ArrayList<>(logs), each -> RedactedLogRecord.of(each, secrets))));
  }

  /** The exporter, behind redaction unless it is switched off. */
  public static MetricExporter before(MetricExporter exporter, ConfigProperties config) {
    SecretAttributes secrets = RedactSettings.secrets(config);
    if (secrets == null) {
      return exporter;
    }
    RedactedPoints points = new RedactedPoints(secrets);
    return new WrappedMetricExporter(
        exporter,
        metrics ->
            exporter.export(
                Unchanged.or(new ArrayList<>(metrics), each -> RedactedMetric.of(each, points))));
  }

  /** The resource, which has the command line, without secrets. */
  public static Resource of(Resource resource, ConfigProperties config) {
    SecretAttributes secrets = RedactSettings.secrets(config);
    return secrets == null
        ? resource
        : Resource.create(secrets.redact(resource.getAttributes()), resource.getSchemaUrl());
  }
}
