package io.spanstone.agent;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/** An exporter behind an {@link ExportGate}. */
final class GatedLogRecordExporter implements LogRecordExporter {

  private final LogRecordExporter exporter;
  private final ExportGate gate;

  GatedLogRecordExporter(LogRecordExporter exporter, ExportGate gate) {
    this.exporter = exporter;
    this.gate = gate;
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> logs) {
    return gate.pass(() -> exporter.export(logs));
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
