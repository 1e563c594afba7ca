package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long after its acknowledgement a span is found by its trace id over the query API, under a
 * steady load. Some traces are watched: they are asked for again and again, so a time may be a
 * little too long, never too short.
 */
final class Freshness {
  private static final int SPANS_PER_SECOND = 20_000;
  private static final Duration LENGTH = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int BATCHES_PER_PROBE = 8;
  private static final int SEED = 5_000;

  private final SpanstoneSubject subject;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<Probe> waiting = new ConcurrentLinkedQueue<>();
  private final List<Long> foundAfterMillis = new ArrayList<>();

  private record Probe(String traceId, long acknowledgedNanos) {}

  Freshness(SpanstoneSubject subject) {
    this.subject = subject;
  }

  Map<String, Object> measure() throws IOException, InterruptedException {
    ExecutorService loader = Executors.newSingleThreadExecutor();
    try {
      Future<Void> load = loader.submit(this::load);
      while (!load.isDone()) {
        poll();
      }
      load.get();
      long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
      while (!waiting.isEmpty() && System.nanoTime() < deadlineNanos) {
        poll();
      }
    } catch (ExecutionException e) {
      throw new IOException("the steady load failed", e.getCause());
    } finally {
      loader.shutdownNow();
    }
    return figures();
  }

  private Void load() throws IOException, InterruptedException {
    List<List<SyntheticSpan>> batches = new ArrayList<>();
    new Corpus(SEED, Instant.now().toEpochMilli() * 1_000_000)
        .generate((int) (SPANS_PER_SECOND * LENGTH.toSeconds()), batches::add);
    List<byte[]> bodies = subject.encode(batches);
    long startNanos = System.nanoTime();
    long spans = 0;
    for (int i = 0; i < bodies.size(); i++) {
      long dueNanos = startNanos + TimeUnit.SECONDS.toNanos(spans) / SPANS_PER_SECOND;
      TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
      subject.send(List.of(bodies.get(i)));
      if (i % BATCHES_PER_PROBE == 0) {
        waiting.add(new Probe(batches.get(i).get(0).traceIdHex(), System.nanoTime()));
      }
      spans += batches.get(i).size();
    }
    return null;
  }

  private void poll() throws IOException, InterruptedException {
    for (Iterator<Probe> probes = waiting.iterator(); probes.hasNext(); ) {
      Probe probe = probes.next();
      if (isFound(probe.traceId())) {
        long nanos = System.nanoTime() - probe.acknowledgedNanos();
        foundAfterMillis.add(TimeUnit.NANOSECONDS.toMillis(nanos));
        probes.remove();
      }
    }
    TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
  }

  private boolean isFound(String traceId) throws IOException, InterruptedException {
    URI uri = subject.api().resolve("/api/v1/traces/" + traceId);
    int status =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    if (status != 200 && status != 404) {
      throw new IOException(uri + " answered " + status);
    }
    return status == 200;
  }

  private Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("spansPerSecond", SPANS_PER_SECOND);
    figures.put("probes", foundAfterMillis.size());
    figures.put("neverFound", waiting.size());
    foundAfterMillis.sort(null);
    figures.put("p50Millis", quantile(0.5));
    figures.put("p99Millis", quantile(0.99));
    return figures;
  }

  private long quantile(double q) {
    int last = foundAfterMillis.size() - 1;
    return last < 0 ? -1 : foundAfterMillis.get((int) Math.ceil(q * last));
  }
}
