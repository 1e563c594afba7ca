package io.spanstone.benchmarks.ingest;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.List;

/** A batch as the export request an OpenTelemetry SDK would send. */
final class OtlpEncoding {
  private OtlpEncoding() {}

  static byte[] encode(List<SyntheticSpan> batch) {
    SyntheticSpan first = batch.get(0);
    ScopeSpans.Builder spans =
        ScopeSpans.newBuilder()
            .setScope(
                InstrumentationScope.newBuilder()
                    .setName("io.opentelemetry.tomcat-10.0")
                    .setVersion("2.31.1-alpha"));
    batch.forEach(span -> spans.addSpans(span(span)));
    Resource resource =
        Resource.newBuilder()
            .addAttributes(attribute("service.name", first.service()))
            .addAttributes(attribute("service.instance.id", first.instance()))
            .addAttributes(attribute("service.version", "1.4.2"))
            .addAttributes(attribute("telemetry.sdk.language", "java"))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(spans))
        .build()
        .toByteArray();
  }

  private static Span span(SyntheticSpan span) {
    Span.Builder builder =
        Span.newBuilder()
            .setTraceId(id(span.traceIdHigh(), span.traceIdLow()))
            .setSpanId(id(span.spanId()))
            .setName(span.name())
            .setKindValue(span.kind().otlp)
            .setStartTimeUnixNano(span.startTimeUnixNano())
            .setEndTimeUnixNano(span.startTimeUnixNano() + span.durationNanos())
            .setFlags(0x101);
    if (span.parentSpanId() != 0) {
      builder.setParentSpanId(id(span.parentSpanId()));
    }
    if (span.error()) {
      builder.setStatus(Status.newBuilder().setCodeValue(2));
    }
    span.attributes().forEach((key, value) -> builder.addAttributes(attribute(key, value)));
    return builder.build();
  }

  private static KeyValue attribute(String key, Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value instanceof Long number) {
      any.setIntValue(number);
    } else {
      any.setStringValue((String) value);
    }
    return KeyValue.newBuilder().setKey(key).setValue(any).build();
  }

  private static ByteString id(long... words) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * words.length);
    for (long word : words) {
      bytes.putLong(word);
    }
    return ByteString.copyFrom(bytes.flip());
  }
}
