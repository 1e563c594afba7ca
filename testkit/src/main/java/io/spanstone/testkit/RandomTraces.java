package io.spanstone.testkit;

import static io.spanstone.testkit.RandomValues.attribute;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Trace trees: requests that wander from service to service, to databases and queues. */
final class RandomTraces {
  private static final int MAX_SPANS_PER_TRACE = 24;
  private static final int MAX_ROOT_NANOS = 400_000_000;
  private static final List<String> ROUTES =
      List.of("/", "/cart", "/cart/{id}", "/orders", "/orders/{id}", "/products/{sku}");
  private static final List<String> OPERATIONS = List.of("SELECT", "INSERT", "UPDATE");
  private static final List<String> TABLES = List.of("shop.orders", "shop.stock", "shop.users");

  private final Random random;
  private final RandomValues values;
  private final RandomClock clock;

  RandomTraces(Random random, RandomValues values, RandomClock clock) {
    this.random = random;
    this.values = values;
    this.clock = clock;
  }

  /** A span and the service it runs in. */
  private record Placed(String service, Span span) {}

  TracesData traces(int spans) {
    List<Placed> placed = new ArrayList<>();
    while (placed.size() < spans) {
      int size = 1 + random.nextInt(MAX_SPANS_PER_TRACE);
      placed.addAll(trace(Math.min(size, spans - placed.size())));
    }
    return group(placed);
  }

  private List<Placed> trace(int size) {
    List<Placed> trace = new ArrayList<>();
    trace.add(root());
    while (trace.size() < size) {
      trace.add(child(parent(trace)));
    }
    return trace;
  }

  private Placed root() {
    Span.Builder span = Span.newBuilder().setTraceId(values.traceId()).setSpanId(values.spanId());
    long start = clock.nextUnixNano();
    span.setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + 1 + random.nextInt(MAX_ROOT_NANOS))
        .setFlags(1);
    return finish("storefront", asServer(span));
  }

  /** Any span may have children, but those that call a database. */
  private Placed parent(List<Placed> trace) {
    Placed parent;
    do {
      parent = values.pick(trace);
    } while (parent.span().getKind() == SpanKind.SPAN_KIND_CLIENT
        && parent.span().getName().contains("shop."));
    return parent;
  }

  private Placed child(Placed parent) {
    Span.Builder span = inside(parent.span());
    return switch (parent.span().getKind()) {
      case SPAN_KIND_CLIENT -> finish(values.pick(RandomValues.SERVICES), asServer(span));
      case SPAN_KIND_PRODUCER ->
          finish(values.pick(RandomValues.SERVICES), asConsumer(span, parent.span()));
      default -> finish(parent.service(), asCall(span));
    };
  }

  private Span.Builder inside(Span parent) {
    long length = parent.getEndTimeUnixNano() - parent.getStartTimeUnixNano();
    long start = parent.getStartTimeUnixNano() + (long) (random.nextDouble() * length / 2);
    long end = start + (long) (random.nextDouble() * (parent.getEndTimeUnixNano() - start));
    return Span.newBuilder()
        .setTraceId(parent.getTraceId())
        .setSpanId(values.spanId())
        .setParentSpanId(parent.getSpanId())
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(end)
        .setFlags(0x301);
  }

  private Span.Builder asServer(Span.Builder span) {
    String route = values.pick(ROUTES);
    String method = values.oneIn(3) ? "POST" : "GET";
    int status = values.oneIn(20) ? 500 : values.oneIn(20) ? 404 : 200;
    return span.setKind(SpanKind.SPAN_KIND_SERVER)
        .setName(method + " " + route)
        .addAttributes(attribute("http.request.method", method))
        .addAttributes(attribute("http.route", route))
        .addAttributes(attribute("url.path", route.replace("{id}", "" + random.nextInt(10_000))))
        .addAttributes(attribute("url.scheme", "https"))
        .addAttributes(attribute("http.response.status_code", status))
        .addAttributes(attribute("server.address", "shop.example"))
        .addAttributes(attribute("server.port", 8443))
        .addAttributes(attribute("network.protocol.version", "1.1"))
        .addAttributes(attribute("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)"))
        .addAttributes(attribute("client.address", "10.0.0." + random.nextInt(256)))
        .setStatus(Status.newBuilder().setCodeValue(status == 500 ? 2 : 0));
  }

  private Span.Builder asCall(Span.Builder span) {
    return switch (random.nextInt(4)) {
      case 0 -> asDatabaseCall(span);
      case 1 -> span.setKind(SpanKind.SPAN_KIND_PRODUCER).setName("send orders");
      case 2 -> span.setKind(SpanKind.SPAN_KIND_INTERNAL).setName("render");
      default -> asHttpCall(span);
    };
  }

  private Span.Builder asHttpCall(Span.Builder span) {
    return span.setKind(SpanKind.SPAN_KIND_CLIENT)
        .setName("GET")
        .addAttributes(attribute("http.request.method", "GET"))
        .addAttributes(attribute("url.full", "http://inner.example/stock/" + random.nextInt(999)))
        .addAttributes(attribute("server.address", "inner.example"))
        .addAttributes(attribute("server.port", 8080))
        .addAttributes(attribute("http.response.status_code", 200));
  }

  private Span.Builder asDatabaseCall(Span.Builder span) {
    String operation = values.pick(OPERATIONS);
    String table = values.pick(TABLES);
    String statement = operation + " " + table;
    return span.setKind(SpanKind.SPAN_KIND_CLIENT)
        .setName(statement)
        .addAttributes(attribute("db.system.name", "postgresql"))
        .addAttributes(attribute("db.namespace", "shop"))
        .addAttributes(attribute("db.operation.name", operation))
        .addAttributes(attribute("db.collection.name", table))
        .addAttributes(attribute("db.query.text", statement + " WHERE id = ?"))
        .addAttributes(attribute("server.address", "db.example"))
        .addAttributes(attribute("server.port", 5432));
  }

  private Span.Builder asConsumer(Span.Builder span, Span producer) {
    Span.Link link =
        Span.Link.newBuilder()
            .setTraceId(producer.getTraceId())
            .setSpanId(producer.getSpanId())
            .addAttributes(attribute("messaging.batch.message_count", 1))
            .build();
    return span.setKind(SpanKind.SPAN_KIND_CONSUMER)
        .setName("process orders")
        .addAttributes(attribute("messaging.system", "kafka"))
        .addAttributes(attribute("messaging.destination.name", "orders"))
        .addLinks(link);
  }

  private Placed finish(String service, Span.Builder span) {
    int thread = random.nextInt(200);
    span.addAttributes(attribute("thread.id", thread))
        .addAttributes(attribute("thread.name", "worker-" + thread))
        .addAttributes(attribute("network.peer.address", "10.0.1." + thread))
        .addAttributes(attribute("network.peer.port", 32_768 + thread));
    for (KeyValue attribute : values.businessAttributes()) {
      span.addAttributes(attribute);
    }
    if (values.oneIn(25)) {
      fail(span);
    }
    if (values.oneIn(10)) {
      span.addEvents(event(span, "cache.miss"));
    }
    return new Placed(service, span.build());
  }

  private static void fail(Span.Builder span) {
    span.setStatus(
        Status.newBuilder()
            .setCode(Status.StatusCode.STATUS_CODE_ERROR)
            .setMessage("java.net.SocketTimeoutException: timeout"));
    span.addEvents(
        event(span, "exception")
            .addAttributes(attribute("exception.type", "java.net.SocketTimeoutException"))
            .addAttributes(attribute("exception.message", "timeout"))
            .addAttributes(attribute("exception.stacktrace", "at shop.Cart.add(Cart.java:42)\n")));
  }

  private static Span.Event.Builder event(Span.Builder span, String name) {
    return Span.Event.newBuilder().setName(name).setTimeUnixNano(span.getEndTimeUnixNano());
  }

  private TracesData group(List<Placed> placed) {
    Map<Resource, Map<InstrumentationScope, ScopeSpans.Builder>> groups = new LinkedHashMap<>();
    for (Placed each : placed) {
      groups
          .computeIfAbsent(values.resource(each.service()), resource -> new LinkedHashMap<>())
          .computeIfAbsent(values.scope(), scope -> ScopeSpans.newBuilder().setScope(scope))
          .addSpans(each.span());
    }
    TracesData.Builder data = TracesData.newBuilder();
    groups.forEach(
        (resource, scopes) -> {
          ResourceSpans.Builder spans = data.addResourceSpansBuilder().setResource(resource);
          scopes.values().forEach(spans::addScopeSpans);
        });
    return data.build();
  }
}
