package io.spanstone.benchmarks.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.benchmarks.Figures;
import io.spanstone.benchmarks.ingest.Elasticsearch;
import io.spanstone.benchmarks.ingest.Nodes;
import io.spanstone.benchmarks.ingest.Spanstone;
import io.spanstone.node.ElasticsearchNode;
import io.spanstone.storage.Storage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The dashboard of 500 services, that is rate, errors and four percentiles of each over time: an
 * hour by the minute, and a day by ten minutes. Beside it an aggregation of Elasticsearch over one
 * document a call, for the same charts of the same calls. And ours once more with a tenth of the
 * calls.
 */
public final class DashboardBench {
  private static final int CALLS = 750_000;
  private static final int LARGE_FACTOR = 10;
  private static final int FEWER = 10;
  private static final int RUNS = 60;
  private static final int RUNS_OF_AGGREGATION = 15;
  private static final int WARM_UPS = 20;
  private static final int WARM_UPS_OF_AGGREGATION = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int calls;
  private final Path work;
  private final HttpClient client = HttpClient.newHttpClient();

  public DashboardBench(boolean large, Path work) {
    this.calls = large ? CALLS * LARGE_FACTOR : CALLS;
    this.work = work;
  }

  private interface Count {
    long callsIn(JsonNode answer);
  }

  /** Milliseconds from the request to the last byte of the answer. */
  private record Times(double p50, double p99, int bytes) {
    Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("p50Millis", Figures.round(p50));
      figures.put("p99Millis", Figures.round(p99));
      figures.put("bytes", bytes);
      return figures;
    }
  }

  /** Adds its figures to those of the benchmark. */
  public void run(Figures figures) throws IOException, InterruptedException {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    try (Spanstone spanstone = Spanstone.start(work.resolve("dashboard"));
        Storage storage = Storage.connect(Nodes.storageSettings(spanstone.elasticsearch()))) {
      DerivedCalls derived = new DerivedCalls(storage, work.resolve("rollups"));
      Duration hour = Duration.ofHours(1);
      Duration minute = Duration.ofMinutes(1);
      Calls ofHour = new Calls("hour", today.minus(Duration.ofDays(7)), hour, minute, calls);
      measure(figures, spanstone, derived, ofHour);
      Duration day = Duration.ofDays(1);
      Duration tenMinutes = Duration.ofMinutes(10);
      Calls ofDay = new Calls("day", today.minus(Duration.ofDays(3)), day, tenMinutes, calls);
      measure(figures, spanstone, derived, ofDay);
    }
  }

  private void measure(Figures figures, Spanstone spanstone, DerivedCalls derived, Calls calls)
      throws IOException, InterruptedException {
    Calls tenth =
        new Calls(
            calls.name(),
            calls.start().minus(Duration.ofDays(1).plus(calls.length())),
            calls.length(),
            calls.step(),
            calls.count() / FEWER);
    Times few = ours(spanstone, derived, tenth);
    Times many = ours(spanstone, derived, calls);
    Times theirs = aggregation(calls);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("calls", calls.count());
    all.put("aggregation", theirs.figures());
    all.put("spanstone", many.figures());
    all.put("spanstoneATenthOfTheCalls", few.figures());
    figures.figure(calls.name() + "Dashboard", all);
    String p99 = calls.name() + "DashboardP99";
    figures.ratio(p99, "aggregation", many.p99() / theirs.p99());
    figures.ratio(p99, "aTenthOfTheCalls", many.p99() / few.p99());
  }

  private Times aggregation(Calls calls) throws IOException, InterruptedException {
    try (ElasticsearchNode node = Nodes.start(work.resolve("documents-" + calls.name()))) {
      System.err.printf("dashboard: %d documents of a %s%n", calls.count(), calls.name());
      CallDocuments documents = new CallDocuments(node.uri(), calls);
      documents.store();
      return times(
          documents.dashboard(),
          calls,
          CallDocuments::callsIn,
          WARM_UPS_OF_AGGREGATION,
          RUNS_OF_AGGREGATION);
    }
  }

  private Times ours(Spanstone spanstone, DerivedCalls derived, Calls calls)
      throws IOException, InterruptedException {
    System.err.printf("dashboard: deriving from %d calls of a %s%n", calls.count(), calls.name());
    derived.store(calls);
    new Elasticsearch(spanstone.elasticsearch()).awaitMerges();
    String query =
        "/api/v1/red?groupBy=service&start=%s&end=%s&step=%ds"
            .formatted(calls.start(), calls.end(), calls.step().toSeconds());
    return times(
        HttpRequest.newBuilder(spanstone.api().resolve(query)).build(),
        calls,
        DashboardBench::callsOfSeries,
        WARM_UPS,
        RUNS);
  }

  private static long callsOfSeries(JsonNode answer) {
    long found = 0;
    for (JsonNode series : answer.get("series")) {
      for (JsonNode point : series.get("points")) {
        found += point.get("calls").asLong();
      }
    }
    return found;
  }

  /** Asks again and again; the first answers do not count, and one of them is looked at. */
  private Times times(HttpRequest request, Calls calls, Count count, int warmUps, int runs)
      throws IOException, InterruptedException {
    byte[] first = warmUp(request, warmUps);
    long found = count.callsIn(JSON.readTree(first));
    if (found != calls.count()) {
      throw new IOException(request.uri() + " shows " + found + " of " + calls.count() + " calls");
    }
    double[] millis = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      ask(request);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    Times times = new Times(quantile(millis, 0.5), quantile(millis, 0.99), first.length);
    System.err.println("dashboard: " + times.figures());
    return times;
  }

  /** Servers that have just been started may give up on the first requests. */
  private byte[] warmUp(HttpRequest request, int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      client.send(request, BodyHandlers.discarding());
    }
    return ask(request);
  }

  private byte[] ask(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(
          request.uri()
              + " answered "
              + response.statusCode()
              + ": "
              + new String(response.body(), UTF_8));
    }
    return response.body();
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
