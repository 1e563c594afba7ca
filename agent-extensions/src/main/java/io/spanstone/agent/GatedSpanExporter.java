package io.spanstone.agent;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** An exporter behind an {@link ExportGate}. */
final class GatedSpanExporter implements SpanExporter {

  private final SpanExporter exporter;
  private final ExportGate gate;

  GatedSpanExporter(SpanExporter exporter, ExportGate gate) {
    this.exporter = exporter;
    this.gate = gate;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return gate.pass(() -> exporter.export(spans));
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
