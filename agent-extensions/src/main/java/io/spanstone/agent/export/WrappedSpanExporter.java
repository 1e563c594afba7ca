package io.spanstone.agent.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.function.Function;

/**
 * An exporter with something between it and its batches: a gate, or what takes secrets out. All
 * else it does itself.
 */
public final class WrappedSpanExporter implements SpanExporter {

  private final SpanExporter exporter;
  private final Function<Collection<SpanData>, CompletableResultCode> export;

  /**
   * @param export exports a batch, by the exporter or not at all
   */
  public WrappedSpanExporter(
      SpanExporter exporter, Function<Collection<SpanData>, CompletableResultCode> export) {
    this.exporter = exporter;
    this.export = export;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return export.apply(spans);
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
