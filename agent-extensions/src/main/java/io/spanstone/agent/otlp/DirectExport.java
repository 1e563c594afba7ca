package io.spanstone.agent.otlp;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Encodes batches in one pass, in which it takes secrets out as well, and hands the bytes to the
 * {@link Transport} of upstream's exporter. Upstream goes over a batch twice, once for the lengths
 * of all messages. Thread-safe.
 */
public final class DirectExport<T> implements Function<Collection<T>, CompletableResultCode> {

  /** More is given back to the heap, so that one large batch does not stay. */
  private static final int MAX_KEPT_BYTES = 1 << 22;

  private final BiFunction<Marshaler, Integer, CompletableResultCode> transport;
  private final Origins<T> origins;
  private final Secrets secrets;

  /** As many as exports that were under way at the same time, which is one as a rule. */
  private final Deque<RecordWriter> writers = new ConcurrentLinkedDeque<>();

  private DirectExport(
      BiFunction<Marshaler, Integer, CompletableResultCode> transport,
      Origins<T> origins,
      Secrets secrets) {
    this.transport = transport;
    this.origins = origins;
    this.secrets = secrets;
  }

  /**
   * What exports batches in place of this exporter.
   *
   * @return null if only the exporter itself can
   */
  public static @Nullable DirectExport<SpanData> ofSpans(SpanExporter exporter, Secrets secrets) {
    BiFunction<Marshaler, Integer, CompletableResultCode> transport = Transport.of(exporter);
    return transport == null
        ? null
        : new DirectExport<>(
            transport,
            new Origins<>(
                SpanData::getResource, SpanData::getInstrumentationScopeInfo, RecordWriter::span),
            secrets);
  }

  /**
   * What exports batches in place of this exporter.
   *
   * @return null if only the exporter itself can
   */
  public static @Nullable DirectExport<LogRecordData> ofLogRecords(
      LogRecordExporter exporter, Secrets secrets) {
    BiFunction<Marshaler, Integer, CompletableResultCode> transport = Transport.of(exporter);
    return transport == null
        ? null
        : new DirectExport<>(
            transport,
            new Origins<>(
                LogRecordData::getResource,
                LogRecordData::getInstrumentationScopeInfo,
                RecordWriter::logRecord),
            secrets);
  }

  /** Sends a batch; completes when upstream's exporter is done with it. */
  @Override
  public CompletableResultCode apply(Collection<T> records) {
    RecordWriter known = writers.poll();
    RecordWriter writer = known == null ? new RecordWriter(secrets) : known;
    writer.out.clear();
    origins.write(records, writer);
    CompletableResultCode result = transport.apply(new EncodedRequest(writer.out), records.size());
    return result.whenComplete(() -> keep(writer));
  }

  private void keep(RecordWriter writer) {
    if (writer.out.capacity() <= MAX_KEPT_BYTES) {
      writers.push(writer);
    }
  }
}
