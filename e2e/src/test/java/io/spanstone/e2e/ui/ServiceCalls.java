package io.spanstone.e2e.ui;

import static io.spanstone.e2e.ui.ShopTelemetry.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Ten minutes of calls of one service: every ten seconds two of {@code GET /items} by version 1.0,
 * of 20 ms, and one of {@code POST /orders} by version 1.1, of 80 ms. Every tenth order fails, and
 * one takes {@value #SLOWEST_MILLIS} ms.
 */
final class ServiceCalls {
  /** The trace id of the slowest call, which is a trace of one span, and when all were made. */
  record Sent(String slowestTrace, Instant start, Instant end) {}

  static final int SLOWEST_MILLIS = 900;
  private static final int ROUNDS = 60;
  private static final int CALLS_A_ROUND = 3;
  private static final long ROUND_NANOS = 10_000_000_000L;

  private final ScopeSpans.Builder items = ScopeSpans.newBuilder();
  private final ScopeSpans.Builder orders = ScopeSpans.newBuilder();
  private String slowestTrace = "";

  private ServiceCalls() {}

  /** Sends them and waits until all are counted. */
  static Sent send(Product product, String service) throws IOException, InterruptedException {
    ServiceCalls calls = new ServiceCalls();
    long endSeconds = Instant.now().getEpochSecond() / 10 * 10;
    long begin = (endSeconds - ROUNDS * 10) * 1_000_000_000;
    for (int round = 0; round < ROUNDS; round++) {
      calls.addRound(round, begin + round * ROUND_NANOS);
    }
    Otlp.send(
        product,
        "/v1/traces",
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(resource(service, "1.0").addScopeSpans(calls.items))
            .addResourceSpans(resource(service, "1.1").addScopeSpans(calls.orders))
            .build());
    Instant end = Instant.ofEpochSecond(endSeconds);
    awaitCounted(product, service, end);
    return new Sent(calls.slowestTrace, end.minusSeconds(ROUNDS * 10), end);
  }

  private void addRound(int round, long startNanos) {
    items.addSpans(call("GET /items", startNanos, 20)).addSpans(call("GET /items", startNanos, 20));
    boolean slowest = round == ROUNDS / 2;
    Span.Builder order = call("POST /orders", startNanos, slowest ? SLOWEST_MILLIS : 80);
    if (slowest) {
      slowestTrace = HexFormat.of().formatHex(order.getTraceId().toByteArray());
    } else if (round % 10 == 0) {
      order.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    orders.addSpans(order);
  }

  private static Span.Builder call(String operation, long startNanos, long durationMillis) {
    UUID id = UUID.randomUUID();
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex(id.toString().replace("-", "")))
        .setSpanId(ByteString.fromHex("%016x".formatted(id.getMostSignificantBits())))
        .setName(operation)
        .setKind(SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(startNanos + durationMillis * 1_000_000);
  }

  private static ResourceSpans.Builder resource(String service, String version) {
    return ResourceSpans.newBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(attribute("service.name", service))
                .addAttributes(attribute("service.version", version)));
  }

  private static void awaitCounted(Product product, String service, Instant end)
      throws IOException, InterruptedException {
    String path =
        "/api/v1/red?service=%s&start=%d&end=%d&step=1h"
            .formatted(service, end.minusSeconds(ROUNDS * 10).toEpochMilli(), end.toEpochMilli());
    Await.until(
        () -> product.find(path),
        (JsonNode red) -> {
          int calls = 0;
          for (JsonNode point : red.at("/series/0/points")) {
            calls += point.get("calls").asInt();
          }
          return calls == ROUNDS * CALLS_A_ROUND;
        });
  }
}
