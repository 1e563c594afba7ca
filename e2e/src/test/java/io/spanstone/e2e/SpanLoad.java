package io.spanstone.e2e;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that send requests of a few spans, each request one trace, without pause. A request is
 * never sent twice, so every trace it saw acknowledged must be stored once, and one that it did not
 * see acknowledged at most once.
 */
final class SpanLoad implements AutoCloseable {
  static final int SPANS_PER_TRACE = 5;
  private static final int CLIENTS = 4;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI target;
  private final String service;
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();

  SpanLoad(URI target, String service) {
    this.target = target;
    this.service = service;
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(this::run);
    }
  }

  /** The trace ids of the requests that were answered with 200, in hex. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Waits until that many requests, at least, were answered with 200. */
  void awaitAcknowledged(int requests) throws IOException, InterruptedException {
    Await.until(() -> Optional.of(acknowledged.size()), size -> size >= requests);
  }

  /** How often each status was answered. */
  Map<Integer, AtomicLong> statuses() {
    return statuses;
  }

  /** Ends the clients after the request that each is in. */
  @Override
  public void close() {
    running.set(false);
    clients.shutdown();
    try {
      if (!clients.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("clients do not end");
      }
    } catch (InterruptedException e) {
      clients.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running.get()) {
      byte[] traceId = randomId(16);
      HttpRequest request =
          HttpRequest.newBuilder(target)
              .header("content-type", "application/x-protobuf")
              .timeout(Duration.ofSeconds(20))
              .POST(BodyPublishers.ofByteArray(trace(traceId)))
              .build();
      try {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        statuses
            .computeIfAbsent(response.statusCode(), status -> new AtomicLong())
            .incrementAndGet();
        if (response.statusCode() == 200) {
          acknowledged.add(HexFormat.of().formatHex(traceId));
        } else {
          TimeUnit.MILLISECONDS.sleep(50);
        }
      } catch (IOException e) {
        pause(); // the server is gone: that is what this load is for
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] trace(byte[] traceId) {
    long now = Instant.now().toEpochMilli() * 1_000_000;
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    var ids = new ArrayList<ByteString>();
    for (int i = 0; i < SPANS_PER_TRACE; i++) {
      ByteString id = ByteString.copyFrom(randomId(8));
      Span.Builder span =
          Span.newBuilder()
              .setTraceId(ByteString.copyFrom(traceId))
              .setSpanId(id)
              .setName("step " + i)
              .setKind(i == 0 ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_INTERNAL)
              .setStartTimeUnixNano(now + i)
              .setEndTimeUnixNano(now + 1_000_000);
      if (i > 0) {
        span.setParentSpanId(ids.get(i - 1));
      }
      ids.add(id);
      spans.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            KeyValue.newBuilder()
                                .setKey("service.name")
                                .setValue(AnyValue.newBuilder().setStringValue(service))))
                .addScopeSpans(spans))
        .build()
        .toByteArray();
  }

  private static byte[] randomId(int bytes) {
    ByteBuffer id = ByteBuffer.allocate(bytes);
    while (id.hasRemaining()) {
      id.putLong(ThreadLocalRandom.current().nextLong() | 1);
    }
    return id.array();
  }
}
