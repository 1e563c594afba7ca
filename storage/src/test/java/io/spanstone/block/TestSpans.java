package io.spanstone.block;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Random spans whose names and values come from small sets, so that any two conditions meet on some
 * span, meet in some block without meeting on a span, and meet nowhere, all often.
 */
public final class TestSpans {
  /** 2026-11-24T10:00:00Z. */
  public static final long BASE_UNIX_NANO = TimeUnit.SECONDS.toNanos(1_795_514_400L);

  private static final String[] NAMESPACES = {"", "shop", "x/y"};
  private static final String[] NAMES = {
    "GET /", "GET /cart", "查询", "a=b", "name", "GET /cart/7", "GET /cart/8", "GET  /cart/{id}"
  };

  private static final String[] KEYS = {"http.method", "k", "k=v", "name", "键"};
  private static final String LONG_VALUE = "long".repeat(100);

  private final Random random;
  private final int services;
  private final long rangeNanos;
  private final int traces;

  /**
   * @param services how many different names services have
   * @param traces how many different traces the spans belong to
   * @param rangeNanos spans start within that long after {@link #BASE_UNIX_NANO}
   */
  public TestSpans(long seed, int services, int traces, long rangeNanos) {
    this.random = new Random(seed);
    this.services = services;
    this.traces = traces;
    this.rangeNanos = rangeNanos;
  }

  /** An export request of up to that many spans from one or more resources. */
  public TracesData request(int maxSpans) {
    TracesData.Builder data = TracesData.newBuilder();
    int left = 1 + random.nextInt(maxSpans);
    while (left > 0) {
      int spans = 1 + random.nextInt(left);
      data.addResourceSpans(resourceSpans(spans));
      left -= spans;
    }
    return data.build();
  }

  private ResourceSpans resourceSpans(int spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < spans; i++) {
      scope.addSpans(span());
    }
    return ResourceSpans.newBuilder().setResource(resource()).addScopeSpans(scope).build();
  }

  private Resource resource() {
    Resource.Builder resource = Resource.newBuilder();
    String namespace = pick(NAMESPACES);
    if (random.nextInt(20) > 0) {
      resource.addAttributes(attribute("service.name", text("s" + random.nextInt(services))));
    }
    if (!namespace.isEmpty()) {
      resource.addAttributes(attribute("service.namespace", text(namespace)));
    }
    resource.addAttributes(attribute("service.instance.id", text("i" + random.nextInt(3))));
    if (random.nextBoolean()) {
      resource.addAttributes(attribute(pick(KEYS), value()));
    }
    return resource.build();
  }

  /** One span, now and then an invalid one. */
  public Span span() {
    long start = BASE_UNIX_NANO + (long) (random.nextDouble() * rangeNanos);
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId(random.nextInt(traces)))
            .setSpanId(id(8, random.nextInt(50) == 0 ? 0 : random.nextLong() | 1))
            .setName(pick(NAMES))
            .setKindValue(random.nextInt(6))
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + random.nextInt(1_000_000) - 1_000);
    if (random.nextInt(4) > 0) {
      span.setParentSpanId(id(8, random.nextLong() | 1));
    }
    if (random.nextInt(5) == 0) {
      span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      span.addAttributes(attribute(pick(KEYS), value()));
    }
    return span.build();
  }

  /** The id of trace number {@code n}: some differ only in the higher, some in the lower half. */
  public static ByteString traceId(int n) {
    ByteBuffer id = ByteBuffer.allocate(16);
    id.putLong(n % 3 == 0 ? n : 7).putLong(n % 3 == 0 ? 7 : n + 1L);
    return ByteString.copyFrom(id.array());
  }

  /** The name of a service of these spans, at times with a namespace, at times of none. */
  public static String serviceFilter(Random random) {
    String name = random.nextInt(8) == 0 ? "unknown_service" : "s" + random.nextInt(12);
    String namespace = NAMESPACES[random.nextInt(NAMESPACES.length)];
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** A span name. */
  public static String name(Random random) {
    return NAMES[random.nextInt(NAMES.length)];
  }

  /** The name of a span, or the template of one. */
  public static String operation(Random random) {
    return random.nextInt(4) == 0 ? "GET /cart/{id}" : name(random);
  }

  /** An attribute key. */
  public static String key(Random random) {
    return KEYS[random.nextInt(KEYS.length)];
  }

  /** The text of an attribute value. */
  public static String valueText(Random random) {
    String[] texts = {
      "true",
      "0",
      "1",
      "0.5",
      "Ynl0ZXMx",
      "[\"a\",\"b\"]",
      "{\"in\":\"kv\"}",
      LONG_VALUE + 1,
      "",
      "v0",
      "v1",
      "nowhere"
    };
    return texts[random.nextInt(texts.length)];
  }

  private static ByteString id(int length, long value) {
    ByteBuffer id = ByteBuffer.allocate(length);
    id.putLong(length - 8, value);
    return ByteString.copyFrom(id.array());
  }

  private AnyValue value() {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(10)) {
      case 0 -> value.setBoolValue(random.nextBoolean());
      case 1 -> value.setIntValue(random.nextInt(3));
      case 2 -> value.setDoubleValue(random.nextInt(3) / 2.0);
      case 3 -> value.setBytesValue(ByteString.copyFromUtf8("bytes" + random.nextInt(2)));
      case 4 ->
          value.setArrayValue(ArrayValue.newBuilder().addValues(text("a")).addValues(text("b")));
      case 5 ->
          value.setKvlistValue(KeyValueList.newBuilder().addValues(attribute("in", text("kv"))));
      case 6 -> value.setStringValue(LONG_VALUE + random.nextInt(2));
      case 7 -> {} // an empty value
      default -> value.setStringValue("v" + random.nextInt(5));
    }
    return value.build();
  }

  static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
