package io.spanstone.agent.redact;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.ArrayList;
import java.util.Collection;

/** An exporter that gets no secrets. */
final class RedactingLogRecordExporter implements LogRecordExporter {

  private final LogRecordExporter exporter;
  private final SecretAttributes secrets;

  RedactingLogRecordExporter(LogRecordExporter exporter, SecretAttributes secrets) {
    this.exporter = exporter;
    this.secrets = secrets;
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> logs) {
    return exporter.export(
        Unchanged.or(new ArrayList<>(logs), each -> RedactedLogRecord.of(each, secrets)));
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
