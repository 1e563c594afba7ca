package io.spanstone.collector.derive;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Calls of all sorts between a few services: by old and new semantic conventions, with and without
 * the agent's extension. The two spans of a call may be sent at different times, or never.
 */
public final class RandomCalls {
  private final Random random;
  private final List<Sent> waiting = new ArrayList<>();

  public RandomCalls(Random random) {
    this.random = random;
  }

  private record Sent(Resource resource, Span span) {}

  /** Makes some calls that end about now, and gives some of the spans that were not given yet. */
  public TracesData next(Instant now) {
    int calls = 1 + random.nextInt(12);
    for (int i = 0; i < calls; i++) {
      call(nanos(now) - random.nextInt(1_000_000_000));
    }
    TracesData.Builder data = TracesData.newBuilder();
    for (Sent each : List.copyOf(waiting)) {
      int fate = random.nextInt(10);
      if (fate < 6) {
        waiting.remove(each);
        add(each, data);
      } else if (fate == 6) {
        waiting.remove(each);
      } else if (fate == 7) {
        add(each, data); // and once more, later
      }
    }
    if (data.getResourceSpansCount() == 0) {
      add(
          waiting.isEmpty()
              ? sent("lonely", span(nanos(now), SpanKind.SPAN_KIND_INTERNAL))
              : waiting.get(0),
          data);
    }
    return data.build();
  }

  private static void add(Sent each, TracesData.Builder data) {
    data.addResourceSpansBuilder()
        .setResource(each.resource())
        .addScopeSpansBuilder()
        .addSpans(each.span());
  }

  private void call(long end) {
    String client = service();
    String server = service();
    boolean extension = random.nextBoolean();
    Span.Builder out;
    Span.Builder in;
    switch (random.nextInt(6)) {
      case 0 -> {
        out = span(end, SpanKind.SPAN_KIND_CLIENT);
        set(out, oneOf("db.system", "db.system.name"), oneOf("postgresql", "redis"));
        setMaybe(out, oneOf("db.name", "db.namespace"), oneOf("shop", "stock"));
        setMaybe(out, oneOf("server.address", "net.peer.name"), oneOf("db-1", "db-2"));
        waiting.add(sent(client, out));
        return;
      }
      case 1 -> {
        out = span(end, oneOf(SpanKind.SPAN_KIND_PRODUCER, SpanKind.SPAN_KIND_CLIENT));
        in = child(out, SpanKind.SPAN_KIND_CONSUMER);
        String system = oneOf("kafka", "rabbitmq");
        String topic = oneOf("orders", "mail");
        String topicKey = oneOf("messaging.destination.name", "messaging.destination");
        String operationKey = oneOf("messaging.operation", "messaging.operation.type");
        set(out, "messaging.system", system);
        setMaybe(out, topicKey, topic);
        setMaybe(out, operationKey, oneOf("send", "publish", "create", "receive"));
        if (random.nextInt(4) > 0) {
          set(in, "messaging.system", system);
          setMaybe(in, topicKey, topic);
          setMaybe(in, operationKey, oneOf("process", "receive"));
          if (random.nextInt(4) == 0) {
            in.addAttributes(
                KeyValue.newBuilder()
                    .setKey("messaging.destination.temporary")
                    .setValue(AnyValue.newBuilder().setBoolValue(true)));
          }
        }
      }
      case 2 -> {
        out = span(end, SpanKind.SPAN_KIND_PRODUCER);
        in = child(out, SpanKind.SPAN_KIND_CONSUMER);
        setMaybe(out, "server.address", "broker");
      }
      case 3 -> {
        out = span(end, SpanKind.SPAN_KIND_CLIENT);
        in = child(out, SpanKind.SPAN_KIND_SERVER);
        set(out, oneOf("rpc.system", "rpc.system.name"), "grpc");
        setMaybe(in, "rpc.system", "grpc");
        setMaybe(out, oneOf("server.address", "peer.service", "rpc.service"), "payment.Pay");
      }
      default -> {
        out = span(end, SpanKind.SPAN_KIND_CLIENT);
        in = child(out, SpanKind.SPAN_KIND_SERVER);
        set(out, oneOf("http.method", "http.request.method"), "GET");
        setMaybe(in, oneOf("http.method", "http.request.method"), "GET");
        setMaybe(
            out, oneOf("server.address", "net.peer.name"), oneOf("Api.example.com", "10.0.0.1"));
        setMaybe(out, oneOf("url.full", "http.url"), "https://u:p@other.example:8443/x?y#z");
        setMaybe(out, "peer.service", "partner");
        if (random.nextInt(6) == 0) {
          set(out, "callee.service", "shop/payment");
        }
      }
    }
    if (extension) {
      String[] parts = client.split("/", -1);
      set(in, "caller.service", parts[parts.length - 1]);
      if (parts.length > 1) {
        set(in, "caller.namespace", parts[0]);
      }
      if (out.getKind() == SpanKind.SPAN_KIND_PRODUCER && random.nextBoolean()) {
        in.addAttributes(
            KeyValue.newBuilder()
                .setKey("caller.sent_unix_milli")
                .setValue(
                    AnyValue.newBuilder().setIntValue(out.getStartTimeUnixNano() / 1_000_000)));
      }
    }
    waiting.add(sent(client, out));
    if (random.nextInt(3) > 0) {
      waiting.add(sent(server, in));
    }
    if (random.nextInt(8) == 0) {
      waiting.add(sent(service(), in.clone().setSpanId(id(8))));
    }
  }

  private Span.Builder span(long end, SpanKind kind) {
    Status.StatusCode status =
        oneOf(Status.StatusCode.STATUS_CODE_UNSET, Status.StatusCode.STATUS_CODE_ERROR);
    return Span.newBuilder()
        .setTraceId(id(16))
        .setSpanId(id(8))
        .setKind(kind)
        .setName(oneOf("call", "GET /orders/17", "charge 4711", ""))
        .setStatus(Status.newBuilder().setCode(status))
        .addAttributes(attribute("thread.name", "main"))
        .setStartTimeUnixNano(end - random.nextInt(100_000_000))
        .setEndTimeUnixNano(end);
  }

  private Span.Builder child(Span.Builder parent, SpanKind kind) {
    Span.Builder child =
        span(parent.getEndTimeUnixNano() - random.nextInt(1_000_000), kind)
            .setTraceId(parent.getTraceId());
    return random.nextInt(10) == 0 ? child : child.setParentSpanId(parent.getSpanId());
  }

  private Sent sent(String service, Span.Builder span) {
    String[] parts = service.split("/", -1);
    Resource.Builder resource = Resource.newBuilder();
    resource.addAttributes(attribute("service.name", parts[parts.length - 1]));
    if (parts.length > 1) {
      resource.addAttributes(attribute("service.namespace", parts[0]));
    }
    if (random.nextBoolean()) {
      resource.addAttributes(attribute("service.version", "2"));
    }
    return new Sent(resource.build(), span.build());
  }

  private String service() {
    return oneOf("order", "stock", "shop/payment", "shop/order");
  }

  private ByteString id(int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    return ByteString.copyFrom(id);
  }

  private void setMaybe(Span.Builder span, String key, String value) {
    if (random.nextInt(5) > 0) {
      set(span, key, value);
    }
  }

  private static void set(Span.Builder span, String key, String value) {
    span.addAttributes(attribute(key, value));
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }
}
