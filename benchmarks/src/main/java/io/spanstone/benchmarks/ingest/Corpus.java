package io.spanstone.benchmarks.ingest;

import io.spanstone.benchmarks.ingest.SyntheticSpan.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Synthetic traces of a shop of twelve services, handed out as its SDKs would send them: batches of
 * 512 spans of one service instance. A trace has 11 spans: server and client pairs along a call
 * tree, with HTTP, RPC and database attributes; 2 % of the spans are errors. The same seed gives
 * the same spans.
 */
final class Corpus {
  static final int BATCH = 512;

  static final List<String> SERVICES =
      List.of(
          "gateway",
          "order",
          "stock",
          "payment",
          "customer",
          "pricing",
          "shipping",
          "invoice",
          "catalog",
          "search",
          "review",
          "notification");

  private static final String[] RESOURCES = {
    "orders", "items", "payments", "customers", "prices", "shipments", "invoices", "products"
  };
  private static final int SPANS_PER_TRACE = 11;
  private static final int INSTANCES = 3;

  private final SplittableRandom random;
  private final long startTimeUnixNano;
  private final Map<String, List<SyntheticSpan>> open = new LinkedHashMap<>();

  Corpus(long seed, long startTimeUnixNano) {
    this.random = new SplittableRandom(seed);
    this.startTimeUnixNano = startTimeUnixNano;
  }

  /**
   * Hands out at least {@code spans} spans (up to whole traces) in batches of one instance each.
   */
  void generate(int spans, Consumer<List<SyntheticSpan>> batches) {
    int made = 0;
    while (made < spans) {
      for (SyntheticSpan span : trace(made)) {
        List<SyntheticSpan> batch =
            open.computeIfAbsent(span.instance(), key -> new ArrayList<>(BATCH));
        batch.add(span);
        if (batch.size() == BATCH) {
          open.remove(span.instance());
          batches.accept(batch);
        }
        made++;
      }
    }
    open.values().forEach(batches);
    open.clear();
  }

  private List<SyntheticSpan> trace(int ordinal) {
    long traceHigh = random.nextLong();
    long traceLow = random.nextLong();
    List<SyntheticSpan> spans = new ArrayList<>(SPANS_PER_TRACE);
    Deque<SyntheticSpan> parents = new ArrayDeque<>();
    long start = startTimeUnixNano + ordinal * 20_000L;
    for (int i = 0; i < SPANS_PER_TRACE; i++) {
      SyntheticSpan parent = parents.peekLast();
      boolean client = parent != null && parent.kind() == Kind.SERVER;
      String service =
          parent == null
              ? SERVICES.get(0)
              : client ? parent.service() : SERVICES.get(1 + random.nextInt(SERVICES.size() - 1));
      Kind kind = client ? (i % 5 == 4 ? Kind.INTERNAL : Kind.CLIENT) : Kind.SERVER;
      long duration = 100_000 + (long) (Math.exp(random.nextDouble() * 7) * 100_000);
      boolean error = random.nextInt(50) == 0;
      SyntheticSpan span =
          new SyntheticSpan(
              traceHigh,
              traceLow,
              random.nextLong() | 1,
              parent == null ? 0 : parent.spanId(),
              service,
              service + "-" + random.nextInt(INSTANCES),
              name(kind, service),
              kind,
              start + i * 50_000L,
              duration,
              error,
              attributes(kind, service, error));
      spans.add(span);
      if (kind == Kind.INTERNAL) {
        parents.pollLast();
      } else {
        parents.addLast(span);
      }
    }
    return spans;
  }

  private String name(Kind kind, String service) {
    String resource = RESOURCES[service.hashCode() & 7];
    return switch (kind) {
      case SERVER -> "GET /api/" + resource + "/{id}";
      case CLIENT -> random.nextInt(3) == 0 ? "SELECT " + service + "." + resource : "GET";
      case INTERNAL -> "validate " + resource;
    };
  }

  private Map<String, Object> attributes(Kind kind, String service, boolean error) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    String resource = RESOURCES[service.hashCode() & 7];
    int id = random.nextInt(100_000);
    switch (kind) {
      case SERVER -> {
        attributes.put("http.request.method", "GET");
        attributes.put("url.path", "/api/" + resource + "/" + id);
        attributes.put("url.scheme", "http");
        attributes.put("http.route", "/api/" + resource + "/{id}");
        attributes.put("http.response.status_code", error ? 500L : 200L);
        attributes.put("network.protocol.version", "1.1");
        attributes.put("server.address", service + ".shop.svc");
        attributes.put("server.port", 8080L);
        attributes.put("client.address", "10.2." + random.nextInt(4) + "." + random.nextInt(256));
        attributes.put("user_agent.original", "Apache-HttpClient/5.2");
      }
      case CLIENT -> {
        attributes.put("db.system.name", "postgresql");
        attributes.put("db.namespace", service);
        attributes.put("db.query.text", "SELECT * FROM " + resource + " WHERE id = ?");
        attributes.put("db.operation.name", "SELECT");
        attributes.put("db.collection.name", resource);
        attributes.put("server.address", "db-" + service + ".shop.svc");
        attributes.put("server.port", 5432L);
      }
      case INTERNAL -> {
        attributes.put("code.function.name", "io.shop." + service + ".Validator.validate");
        attributes.put("shop.item.count", (long) random.nextInt(12));
      }
    }
    attributes.put("thread.id", (long) (20 + random.nextInt(40)));
    attributes.put("thread.name", "http-nio-8080-exec-" + random.nextInt(40));
    return attributes;
  }
}
