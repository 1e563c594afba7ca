package io.spanstone.block;

import io.spanstone.block.Sources.ScopeSource;
import io.spanstone.otlp.MalformedOtlpException;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is particular to the records of one signal. Not thread-safe. */
interface RecordKind {

  /**
   * Adds the records in a Span, LogRecord or Metric message to {@code to}, but for those that OTLP
   * calls invalid.
   *
   * @throws MalformedOtlpException if the bytes are no such message
   */
  void split(ScopeSource scope, Slice message, List<PackedRecord> to);

  /** Tells {@code index} what the record is to be found by. */
  void index(PackedRecord record, BlockIndex index);

  /** The Span, LogRecord or Metric messages that make up the records of one scope. */
  List<Slice> messages(List<PackedRecord> records);

  /**
   * That of the records of a signal.
   *
   * @param logs is told of each log record that is indexed; null for nobody
   */
  static RecordKind of(Signal signal, @Nullable LogVisitor logs) {
    return switch (signal) {
      case TRACES -> new SpanRecords();
      case LOGS -> new LogRecords(logs);
      case METRICS -> new PointRecords();
    };
  }
}
