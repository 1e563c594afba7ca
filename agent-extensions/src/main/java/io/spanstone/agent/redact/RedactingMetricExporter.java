package io.spanstone.agent.redact;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.ArrayList;
import java.util.Collection;

/** An exporter that gets no secrets. */
final class RedactingMetricExporter implements MetricExporter {

  private final MetricExporter exporter;
  private final RedactedPoints points;

  RedactingMetricExporter(MetricExporter exporter, SecretAttributes secrets) {
    this.exporter = exporter;
    this.points = new RedactedPoints(secrets);
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    return exporter.export(
        Unchanged.or(new ArrayList<>(metrics), each -> RedactedMetric.of(each, points)));
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
