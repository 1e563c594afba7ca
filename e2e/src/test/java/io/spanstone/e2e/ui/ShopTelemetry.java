package io.spanstone.e2e.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One trace as the services of a small shop would send it, built span by span and sent over OTLP.
 * Ids are derived from the trace's random id and the span's ordinal.
 */
final class ShopTelemetry {
  private final UUID trace = UUID.randomUUID();
  private final long startNanos = Instant.now().minusSeconds(5).toEpochMilli() * 1_000_000;
  private final Map<String, List<Span.Builder>> spansByService = new LinkedHashMap<>();
  private int ordinal;

  String traceId() {
    return trace.toString().replace("-", "");
  }

  /**
   * Adds a span and returns it for what is to be added to it.
   *
   * @param parent null for a root
   * @param startMillis after the trace's start
   */
  Span.Builder span(
      String service,
      String name,
      SpanKind kind,
      Span.Builder parent,
      double startMillis,
      double durationMillis) {
    long start = startNanos + Math.round(startMillis * 1e6);
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.fromHex(traceId()))
            .setSpanId(spanId(ordinal++))
            .setName(name)
            .setKind(kind)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + Math.round(durationMillis * 1e6));
    if (parent != null) {
      span.setParentSpanId(parent.getSpanId());
    }
    spansByService.computeIfAbsent(service, key -> new ArrayList<>()).add(span);
    return span;
  }

  /** Names a parent that is never sent. */
  static void orphan(Span.Builder span) {
    span.setParentSpanId(ByteString.copyFrom("orphaned", UTF_8));
  }

  static void fail(Span.Builder span, String message) {
    span.setStatus(
        Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(message));
  }

  static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  static KeyValue attribute(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  static String hex(Span.Builder span) {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  /** Sends all spans so far in one request, which must be acknowledged. */
  void sendTo(Product product) throws IOException, InterruptedException {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    spansByService.forEach(
        (service, spans) ->
            request.addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(
                        Resource.newBuilder()
                            .addAttributes(attribute("service.name", service))
                            .addAttributes(attribute("service.instance.id", service + "-1"))
                            .addAttributes(attribute("host.name", "node-1")))
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addAllSpans(spans.stream().map(Span.Builder::build).toList()))));
    Otlp.send(product, "/v1/traces", request.build());
  }

  private ByteString spanId(int ordinal) {
    return ByteString.fromHex("%08x%08x".formatted(trace.hashCode(), ordinal + 1));
  }
}
