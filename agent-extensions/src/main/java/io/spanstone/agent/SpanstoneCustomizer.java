package io.spanstone.agent;

import static java.util.Collections.emptyMap;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.spanstone.agent.count.CallCounts;
import io.spanstone.agent.export.WrappedLogRecordExporter;
import io.spanstone.agent.export.WrappedMetricExporter;
import io.spanstone.agent.export.WrappedSpanExporter;
import io.spanstone.agent.otlp.DirectExport;
import io.spanstone.agent.redact.Redaction;
import io.spanstone.agent.registry.RegistryTraffic;

/**
 * All that Spanstone installs in the upstream agent, on one screen.
 *
 * <p>The agent finds this class through {@code META-INF/services} and calls it once, before it
 * builds its SDK.
 */
public final class SpanstoneCustomizer implements AutoConfigurationCustomizerProvider {

  private static final String OTLP_EXPORTERS = "io.opentelemetry.exporter.otlp.";

  /** Whether spans are counted that are not sampled. */
  private static final String COUNTS = "spanstone.counts.enabled";

  /** Whether calls are counted by the operation in which they are made. */
  private static final String OPERATIONS = "spanstone.counts.operations.enabled";

  /** Whether heartbeats to registries are to be seen. */
  private static final String REGISTRY_SPANS = "spanstone.registry.spans.enabled";

  private final CollectorLinks links = new CollectorLinks();
  private final CallCounts counts = new CallCounts();
  private final Redaction redaction = new Redaction();

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
          Resource all =
              redaction
                  .of(resource, config)
                  .merge(ProcessStart.resource())
                  .merge(Distribution.resource());
          counts.setResource(all);
          return all;
        });
    agent.addPropagatorCustomizer((propagator, config) -> CallerPropagator.of(propagator));
    agent.addTracerProviderCustomizer(
        (tracers, config) ->
            tracers
                .addSpanProcessor(new CallerSpanProcessor())
                .addSpanProcessor(new GuardedCallProcessor())
                .addSpanProcessor(new GatewayRouteProcessor())
                .addSpanProcessor(new CallNotesProcessor())
                .addSpanProcessor(new CalleeMemory())
                .addSpanProcessor(counts)
                .addSpanProcessor(operations(config)));
    agent.addMeterProviderCustomizer(DatabaseDurations::leaveOut);
    agent.addSamplerCustomizer(
        (sampler, config) -> config.getBoolean(COUNTS, true) ? counts.counting(sampler) : sampler);
    // The outermost, so that nobody counts what it drops.
    agent.addSamplerCustomizer(
        (sampler, config) ->
            config.getBoolean(REGISTRY_SPANS, false) ? sampler : new RegistryTraffic(sampler));
    agent.addSpanExporterCustomizer(this::gateAndRedact);
    agent.addMetricExporterCustomizer(this::gateAndRedact);
    agent.addLogRecordExporterCustomizer(this::gateAndRedact);
    Runtime.getRuntime().addShutdownHook(new Thread(links::stop, "spanstone-stop"));
  }

  private SpanProcessor operations(ConfigProperties config) {
    return config.getBoolean(COUNTS, true) && config.getBoolean(OPERATIONS, true)
        ? counts.countByOperation(CalleeMemory::callee)
        : SpanProcessor.composite();
  }

  private SpanExporter gateAndRedact(SpanExporter exporter, ConfigProperties config) {
    if (!isOtlp(exporter)) {
      return redaction.before(exporter, config);
    }
    ExportGate gate = links.gate(TelemetrySignal.TRACES, config);
    DirectExport<SpanData> direct = DirectExport.ofSpans(exporter, redaction.whileEncoding(config));
    return direct == null
        ? redaction.before(
            new WrappedSpanExporter(exporter, spans -> gate.pass(() -> exporter.export(spans))),
            config)
        : new WrappedSpanExporter(exporter, spans -> gate.pass(() -> direct.apply(spans)));
  }

  private MetricExporter gateAndRedact(MetricExporter exporter, ConfigProperties config) {
    if (!isOtlp(exporter)) {
      return redaction.before(exporter, config);
    }
    ExportGate gate = links.gate(TelemetrySignal.METRICS, config);
    MetricExporter gated =
        new WrappedMetricExporter(exporter, points -> gate.pass(() -> exporter.export(points)));
    MetricExporter way = redaction.before(gated, config);
    counts.sendBy(way);
    return way;
  }

  private LogRecordExporter gateAndRedact(LogRecordExporter exporter, ConfigProperties config) {
    if (!isOtlp(exporter)) {
      return redaction.before(exporter, config);
    }
    ExportGate gate = links.gate(TelemetrySignal.LOGS, config);
    DirectExport<LogRecordData> direct =
        DirectExport.ofLogRecords(exporter, redaction.whileEncoding(config));
    return direct == null
        ? redaction.before(
            new WrappedLogRecordExporter(exporter, logs -> gate.pass(() -> exporter.export(logs))),
            config)
        : new WrappedLogRecordExporter(exporter, logs -> gate.pass(() -> direct.apply(logs)));
  }

  private static boolean isOtlp(Object exporter) {
    return exporter.getClass().getName().startsWith(OTLP_EXPORTERS);
  }
}
