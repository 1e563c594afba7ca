package io.spanstone.query;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Instant;
import java.util.HexFormat;

/** Traces made by hand. */
public final class SampleTraces {
  /** The trace that the documentation's examples ask for. */
  static final String WHOLE_TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  static final String LARGE_TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final int LARGE_TRACE_SPANS = 10_000;

  private SampleTraces() {}

  /** Two services, and every field and kind of value that OTLP has for a span. */
  public static TracesData whole(Instant start) {
    long nanos = start.getEpochSecond() * 1_000_000_000 + 123_456_789;
    Span.Builder server =
        span(WHOLE_TRACE_ID, 2, nanos + 5_000_000, 20_000_000)
            .setParentSpanId(id("%016x".formatted(1)))
            .setName("POST /cart/{id}")
            .setKind(SpanKind.SPAN_KIND_SERVER)
            .setTraceState("spanstone=1;checkout,other=x")
            .setFlags(0x301)
            .setStatus(
                Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR).setMessage("out of 茶"))
            .setDroppedAttributesCount(1)
            .setDroppedEventsCount(2)
            .setDroppedLinksCount(-1)
            .addAttributes(attribute("http.response.status_code", value().setIntValue(500)))
            .addAttributes(attribute("caller.service", value().setStringValue("checkout")))
            .addAttributes(attribute("messaging:topic", value().setStringValue("a:b")))
            .addAttributes(attribute("text", value().setStringValue("\"\\\n\u0001😀 杭州")))
            .addAttributes(attribute("yes", value().setBoolValue(true)))
            .addAttributes(attribute("largest exact", value().setIntValue(1L << 53)))
            .addAttributes(attribute("too large", value().setIntValue((1L << 53) + 1)))
            .addAttributes(attribute("smallest", value().setIntValue(Long.MIN_VALUE)))
            .addAttributes(attribute("half", value().setDoubleValue(0.5)))
            .addAttributes(attribute("whole", value().setDoubleValue(1)))
            .addAttributes(attribute("nan", value().setDoubleValue(Double.NaN)))
            .addAttributes(attribute("infinite", value().setDoubleValue(Double.NEGATIVE_INFINITY)))
            .addAttributes(attribute("bytes", value().setBytesValue(id("00ff10"))))
            .addAttributes(attribute("list", value().setArrayValue(list())))
            .addAttributes(attribute("map", value().setKvlistValue(map())))
            .addAttributes(attribute("nothing", value()))
            .addEvents(
                Span.Event.newBuilder()
                    .setName("exception")
                    .setTimeUnixNano(nanos + 6_000_000)
                    .addAttributes(attribute("exception.type", value().setStringValue("OutOfTea")))
                    .setDroppedAttributesCount(3))
            .addLinks(
                Span.Link.newBuilder()
                    .setTraceId(id(LARGE_TRACE_ID))
                    .setSpanId(id("%016x".formatted(7)))
                    .setTraceState("a=b")
                    .setFlags(0x101)
                    .addAttributes(attribute("why", value().setStringValue("retry")))
                    .setDroppedAttributesCount(4));
    Span.Builder client =
        span(WHOLE_TRACE_ID, 1, nanos, 30_000_000)
            .setName("POST")
            .setKind(SpanKind.SPAN_KIND_CLIENT)
            .setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_OK));
    TracesData.Builder data = TracesData.newBuilder();
    add(data, resource("shop", "cart"), server);
    add(data, resource("", "checkout"), client);
    return data.build();
  }

  /** One root with very many children. */
  static TracesData large(Instant start) {
    long nanos = start.getEpochSecond() * 1_000_000_000;
    TracesData.Builder data = TracesData.newBuilder();
    ScopeSpans.Builder spans =
        data.addResourceSpansBuilder().setResource(resource("", "batch")).addScopeSpansBuilder();
    for (int i = 1; i <= LARGE_TRACE_SPANS; i++) {
      Span.Builder span =
          span(LARGE_TRACE_ID, i, nanos + i, 1_000)
              .setName("step " + i % 10)
              .setKind(SpanKind.SPAN_KIND_INTERNAL)
              .addAttributes(attribute("step", value().setIntValue(i)));
      if (i > 1) {
        span.setParentSpanId(id("%016x".formatted(1)));
      }
      spans.addSpans(span);
    }
    return data.build();
  }

  private static void add(TracesData.Builder data, Resource.Builder resource, Span.Builder span) {
    data.addResourceSpansBuilder()
        .setResource(resource)
        .setSchemaUrl("https://opentelemetry.io/schemas/1.27.0")
        .addScopeSpansBuilder()
        .setSchemaUrl("https://opentelemetry.io/schemas/1.28.0")
        .setScope(
            InstrumentationScope.newBuilder()
                .setName("io.opentelemetry.jetty-12.0")
                .setVersion("2.31.1")
                .addAttributes(attribute("short", value().setBoolValue(true)))
                .setDroppedAttributesCount(5))
        .addSpans(span);
  }

  private static Resource.Builder resource(String namespace, String service) {
    Resource.Builder resource =
        Resource.newBuilder()
            .addAttributes(attribute("service.name", value().setStringValue(service)))
            .addAttributes(attribute("service.instance.id", value().setStringValue(service + "-1")))
            .addAttributes(attribute("process.pid", value().setIntValue(42)));
    if (!namespace.isEmpty()) {
      resource.addAttributes(attribute("service.namespace", value().setStringValue(namespace)));
    }
    return resource;
  }

  private static Span.Builder span(String traceId, int spanId, long startNanos, long nanos) {
    return Span.newBuilder()
        .setTraceId(id(traceId))
        .setSpanId(id("%016x".formatted(spanId)))
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(startNanos + nanos);
  }

  private static ArrayValue.Builder list() {
    return ArrayValue.newBuilder()
        .addValues(value().setStringValue("a"))
        .addValues(value().setIntValue(1))
        .addValues(value())
        .addValues(value().setArrayValue(ArrayValue.getDefaultInstance()))
        .addValues(value().setKvlistValue(map()));
  }

  private static KeyValueList map() {
    return KeyValueList.newBuilder()
        .addValues(attribute("city", value().setStringValue("Zürich")))
        .addValues(attribute("zip", value().setIntValue(8001)))
        .build();
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue.Builder value() {
    return AnyValue.newBuilder();
  }

  private static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
