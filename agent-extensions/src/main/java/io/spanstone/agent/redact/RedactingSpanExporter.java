package io.spanstone.agent.redact;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;

/** An exporter that gets no secrets. */
final class RedactingSpanExporter implements SpanExporter {

  private final SpanExporter exporter;
  private final SecretAttributes secrets;

  RedactingSpanExporter(SpanExporter exporter, SecretAttributes secrets) {
    this.exporter = exporter;
    this.secrets = secrets;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return exporter.export(
        Unchanged.or(new ArrayList<>(spans), each -> RedactedSpan.of(each, secrets)));
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
