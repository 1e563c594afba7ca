package io.spanstone.block;

import io.spanstone.block.Sources.ScopeSource;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.WireReader;
import java.util.List;

/** Spans: found by trace id, name, kind, status, duration and attributes. */
final class SpanRecords implements RecordKind {
  private static final int ATTRIBUTES = 9 << 3 | WireReader.LEN;

  private final SpanView span = new SpanView();
  private final WireReader fields = new WireReader();

  @Override
  public void split(ScopeSource scope, Slice message, List<PackedRecord> to) {
    if (span.read(message).hasValidIds()) {
      long time = UnixNano.ofUnsigned(span.startTimeUnixNano());
      to.add(new PackedRecord(scope, null, message, time));
    }
  }

  @Override
  public void index(PackedRecord record, BlockIndex index) {
    Slice message = record.message();
    span.read(message);
    index.traceId(span.traceId());
    index.name(span.name());
    index.number(BlockTerms.KIND, span.kind());
    fields.reset(message.array(), span.attributesFrom(), span.attributesTo());
    while (fields.next()) {
      if (fields.tag() == ATTRIBUTES) {
        index.attribute(message.array(), fields.from(), fields.to());
      }
    }
    index.duration(UnixNano.ofUnsigned(span.durationNanos()));
    index.end(record, span.isError());
  }

  @Override
  public List<Slice> messages(List<PackedRecord> records) {
    return records.stream().map(PackedRecord::message).toList();
  }
}
