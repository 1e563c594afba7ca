package io.spanstone.benchmarks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.benchmarks.Figures;
import io.spanstone.benchmarks.ingest.Elasticsearch;
import io.spanstone.benchmarks.ingest.Nodes;
import io.spanstone.benchmarks.ingest.Spanstone;
import io.spanstone.benchmarks.ingest.WarmUp;
import io.spanstone.node.ElasticsearchNode;
import io.spanstone.storage.Storage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The dashboard of 500 services, that is rate, errors and four percentiles of each over time: an
 * hour by the minute, and a day by ten minutes. Beside it an aggregation of Elasticsearch over one
 * document a call, for the same charts of the same calls. And ours once more with a tenth of the
 * calls. They take turns, and ask for a range that moves on. Then ours while calls come in: 5 s
 * more of them before each request.
 */
public final class DashboardBench {
  private static final int CALLS = 2_000_000;
  private static final int LARGE = 10_000_000;
  private static final int SMALL = 50_000;
  private static final int FEWER = 10;
  private static final int TURNS = 15;
  private static final int RUNS_A_TURN = 10;
  private static final int LIVE_RUNS = 30;

  private static final int MAX_WARM_UPS = 4_000;

  private final int calls;
  private final Path work;

  /**
   * @param size {@code large}, {@code small} or empty
   */
  public DashboardBench(String size, Path work) {
    this.calls =
        switch (size) {
          case "large" -> LARGE;
          case "small" -> SMALL;
          default -> CALLS;
        };
    this.work = work;
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
            calls.start().minus(calls.length().multipliedBy(2)),
            calls.length(),
            calls.step(),
            calls.count() / FEWER);
    try (ElasticsearchNode node = Nodes.start(work.resolve("documents-" + calls.name()))) {
      System.err.printf("dashboard: %d documents of a %s%n", calls.total(), calls.name());
      CallDocuments documents = new CallDocuments(node.uri(), calls);
      documents.store();
      for (Calls each : List.of(tenth, calls)) {
        System.err.printf("dashboard: deriving from %d calls of a %s%n", each.total(), each.name());
        derived.store(each);
      }
      new Elasticsearch(spanstone.elasticsearch()).awaitMerges();
      Dashboard few = ours(spanstone, tenth, range -> range);
      Dashboard many = ours(spanstone, calls, range -> range);
      long[] next = {calls.partCount()};
      Dashboard live = ours(spanstone, calls, unused -> calls.rangeOf(next[0] - 1));
      Dashboard theirs = new Dashboard(documents::dashboard, CallDocuments::callsIn, calls.count());
      for (Dashboard each : List.of(few, many, theirs)) {
        each.begin();
      }
      warmUp("spanstone", spanstone.processes(), List.of(few, many), 5 * Calls.RANGES);
      ProcessHandle documentNode = ProcessHandle.of(node.pid()).orElseThrow();
      warmUp("aggregation", Map.of("elasticsearch", documentNode), List.of(theirs), 3);
      for (int turn = 0; turn < TURNS; turn++) {
        for (int run = 0; run < RUNS_A_TURN; run++) {
          few.run();
          many.run();
        }
        theirs.run();
      }
      for (int run = 0; run < LIVE_RUNS; run++) {
        derived.storeNext(calls, next[0]++);
        live.run();
      }
      for (Dashboard each : List.of(few, many, theirs)) {
        each.end();
      }
      add(figures, calls, few, many, live, theirs);
    }
  }

  /** Until the compilers of all who take part have little left to do. */
  private static void warmUp(
      String name, Map<String, ProcessHandle> servers, List<Dashboard> dashboards, int times)
      throws IOException, InterruptedException {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>(servers);
    processes.put("client", ProcessHandle.current());
    WarmUp.run(
        name,
        processes,
        MAX_WARM_UPS,
        () -> {
          for (Dashboard each : dashboards) {
            each.warmUp(times);
          }
          return (long) times * dashboards.size();
        });
  }

  private static void add(
      Figures figures,
      Calls calls,
      Dashboard few,
      Dashboard many,
      Dashboard live,
      Dashboard theirs) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("calls", calls.count());
    all.put("aggregation", theirs.figures());
    all.put("spanstone", many.figures());
    all.put("spanstoneATenthOfTheCalls", few.figures());
    all.put("spanstoneWhileCallsComeIn", live.figures());
    System.err.println("dashboard: " + all);
    figures.figure(calls.name() + "Dashboard", all);
    String p99 = calls.name() + "DashboardP99";
    figures.ratio(p99, "aggregation", many.p99() / theirs.p99());
    figures.ratio(p99, "aTenthOfTheCalls", many.p99() / few.p99());
    figures.ratio(p99 + "WhileCallsComeIn", "aggregation", live.p99() / theirs.p99());
    figures.ratio(
        calls.name() + "DashboardFirst", "aggregation", many.firstMillis() / theirs.p99());
  }

  /**
   * @param ranges the range to be asked for instead
   */
  private static Dashboard ours(Spanstone spanstone, Calls calls, IntUnaryOperator ranges) {
    return new Dashboard(
        range -> request(spanstone, calls, ranges.applyAsInt(range)),
        DashboardBench::callsOfSeries,
        calls.count());
  }

  private static HttpRequest request(Spanstone spanstone, Calls calls, int range) {
    String query =
        "/api/v1/red?groupBy=service&start=%s&end=%s&step=%ds"
            .formatted(calls.start(range), calls.end(range), calls.step().toSeconds());
    return HttpRequest.newBuilder(spanstone.api().resolve(query)).build();
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
}
