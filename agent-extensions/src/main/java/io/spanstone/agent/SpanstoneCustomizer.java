package io.spanstone.agent;

import static java.util.Collections.emptyMap;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.spanstone.agent.redact.Redaction;

/**
 * All that Spanstone installs in the upstream agent, on one screen.
 *
 * <p>The agent finds this class through {@code META-INF/services} and calls it once, before it
 * builds its SDK.
 */
public final class SpanstoneCustomizer implements AutoConfigurationCustomizerProvider {

  private static final String OTLP_EXPORTERS = "io.opentelemetry.exporter.otlp.";

  private final CollectorLinks links = new CollectorLinks();

  @Override
  public void customize(AutoConfigurationCustomizer agent) {
    agent.addPropertiesSupplier(DefaultSettings::properties);
    agent.addPropertiesCustomizer(DefaultSettings::protocolsByPort);
    agent.addPropertiesCustomizer(
        config -> {
          SystemPropertySettings.apply(config);
          return emptyMap();
        });
    agent.addPropertiesCustomizer(DefaultSettings::capturedHeaders);
    agent.addResourceCustomizer(
        (resource, config) -> {
          ServiceIdentity.set(resource);
          return Redaction.of(resource, config)
              .merge(ProcessStart.resource())
              .merge(Distribution.resource());
        });
    agent.addPropagatorCustomizer((propagator, config) -> CallerPropagator.of(propagator));
    agent.addTracerProviderCustomizer(
        (tracers, config) ->
            tracers
                .addSpanProcessor(new CallerSpanProcessor())
                .addSpanProcessor(new GuardedCallProcessor()));
    agent.addSpanExporterCustomizer(this::gate);
    agent.addMetricExporterCustomizer(this::gate);
    agent.addLogRecordExporterCustomizer(this::gate);
    agent.addSpanExporterCustomizer(Redaction::before);
    agent.addMetricExporterCustomizer(Redaction::before);
    agent.addLogRecordExporterCustomizer(Redaction::before);
    Runtime.getRuntime().addShutdownHook(new Thread(links::stop, "spanstone-stop"));
  }

  private SpanExporter gate(SpanExporter exporter, ConfigProperties config) {
    return isOtlp(exporter)
        ? new GatedSpanExporter(exporter, links.gate(TelemetrySignal.TRACES, config))
        : exporter;
  }

  private MetricExporter gate(MetricExporter exporter, ConfigProperties config) {
    return isOtlp(exporter)
        ? new GatedMetricExporter(exporter, links.gate(TelemetrySignal.METRICS, config))
        : exporter;
  }

  private LogRecordExporter gate(LogRecordExporter exporter, ConfigProperties config) {
    return isOtlp(exporter)
        ? new GatedLogRecordExporter(exporter, links.gate(TelemetrySignal.LOGS, config))
        : exporter;
  }

  private static boolean isOtlp(Object exporter) {
    return exporter.getClass().getName().startsWith(OTLP_EXPORTERS);
  }
}
