package io.spanstone.agent.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.function.Function;

/**
 * An exporter with something between it and its batches: a gate, or what takes secrets out. All
 * else it does itself.
 */
public final class WrappedLogRecordExporter implements LogRecordExporter {

  private final LogRecordExporter exporter;
  private final Function<Collection<LogRecordData>, CompletableResultCode> export;

  /**
   * @param export exports a batch, by the exporter or not at all
   */
  public WrappedLogRecordExporter(
      LogRecordExporter exporter,
      Function<Collection<LogRecordData>, CompletableResultCode> export) {
    this.exporter = exporter;
    this.export = export;
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> logs) {
    return export.apply(logs);
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
