package io.spanstone.benchmarks.dashboard;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.otlp.EnvelopeWriter;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.WireWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes calls as spans. Source: opentelemetry-proto, {@code trace/v1/trace.proto}. */
final class CallSpans {
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START = 7;
  private static final int END = 8;
  private static final int STATUS = 15;
  private static final int STATUS_CODE = 3;

  private final Map<String, Slice> resources = new HashMap<>();
  private final EnvelopeWriter request = new EnvelopeWriter(Integer.MAX_VALUE);
  private final WireWriter span = new WireWriter(Integer.MAX_VALUE);
  private long lastId;

  /** An export request; valid until the next call. */
  Slice encode(List<Call> calls) {
    request.reset();
    for (Call call : calls) {
      write(call);
      request.add(
          resources.computeIfAbsent(call.serviceName(), CallSpans::resource),
          Slice.EMPTY,
          Slice.EMPTY,
          Slice.EMPTY,
          span.written());
    }
    return request.finish();
  }

  private void write(Call call) {
    span.reset();
    long id = ++lastId;
    span.bytes(TRACE_ID, Slice.of(ByteBuffer.allocate(16).putLong(1).putLong(id).array()));
    span.bytes(SPAN_ID, Slice.of(ByteBuffer.allocate(8).putLong(id).array()));
    span.string(NAME, call.name());
    span.varint(KIND, SpanView.KIND_SERVER);
    span.fixed64(START, call.endUnixNano() - call.durationNanos());
    span.fixed64(END, call.endUnixNano());
    if (call.error()) {
      int status = span.begin(STATUS);
      span.varint(STATUS_CODE, SpanView.STATUS_ERROR);
      span.end(status);
    }
  }

  private static Slice resource(String service) {
    return Slice.of(
        Resource.newBuilder()
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("service.name")
                    .setValue(AnyValue.newBuilder().setStringValue(service)))
            .build()
            .toByteArray());
  }
}
