package io.spanstone.agent.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.function.Function;

/**
 * An exporter with something between it and its batches: a gate, or what takes secrets out. All
 * else it does itself.
 */
public final class WrappedMetricExporter implements MetricExporter {

  private final MetricExporter exporter;
  private final Function<Collection<MetricData>, CompletableResultCode> export;

  /**
   * @param export exports a batch, by the exporter or not at all
   */
  public WrappedMetricExporter(
      MetricExporter exporter, Function<Collection<MetricData>, CompletableResultCode> export) {
    this.exporter = exporter;
    this.export = export;
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    return export.apply(metrics);
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
    return exporter.getAggregationTemporality(instrumentType);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType instrumentType) {
    return exporter.getDefaultAggregation(instrumentType);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return exporter.getMemoryMode();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  @Override
  public String toString() {
    return exporter.toString();
  }
}
