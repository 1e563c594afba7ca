package io.spanstone.benchmarks.logs;

import io.spanstone.benchmarks.Figures;
import io.spanstone.benchmarks.ingest.CompilerTime;
import io.spanstone.benchmarks.ingest.CpuTime;
import io.spanstone.benchmarks.ingest.Elasticsearch;
import io.spanstone.benchmarks.ingest.WarmUp;
import io.spanstone.benchmarks.logs.LogSubject.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench logs}: the same log lines through Spanstone (OTLP/HTTP to queryable) and as one
 * document a line, one after the other on fresh nodes of the same version and heap; then the same
 * searches of both. All processes but the load generator count.
 */
public final class LogBench {
  private static final int LINES = 2_000_000;
  private static final int LARGE_FACTOR = 5;
  private static final int SMALL_LINES = 200_000;

  /**
   * Both are warmed up by the same rule. What was stored meanwhile is dropped, so that both are
   * measured and searched with the same lines.
   */
  private static final int MAX_WARM_UP_LINES = 12_000_000;

  private static final int WARM_UP_ROUND = 200_000;
  private static final int CHUNK = 100_000;
  private static final int ROUNDS = 40;
  private static final int HISTOGRAM_ROUNDS = 10;
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Searches are read only after Elasticsearch has come to rest. */
  private static final int SEARCH_WARM_UP_ROUNDS = 30;

  private final int lines;
  private final Path work;

  /**
   * @param size {@code small}, {@code large}, or anything else for the usual 2 million lines
   */
  public LogBench(String size, Path work) {
    this.lines =
        switch (size) {
          case "small" -> SMALL_LINES;
          case "large" -> LINES * LARGE_FACTOR;
          default -> LINES;
        };
    this.work = work;
  }

  private record Result(
      double linesPerSecond,
      Map<String, Double> cpuMicrosPerLine,
      Map<String, Double> ofWhichCompilers,
      double bytesPerLine,
      Map<String, Double> p95Millis) {
    double cpu() {
      return total(cpuMicrosPerLine);
    }

    /** As after days, when the compilers have nothing left to do. */
    double cpuWithoutCompilers() {
      return cpu() - total(ofWhichCompilers);
    }

    Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("linesPerSecond", Math.round(linesPerSecond));
      figures.put("cpuMicrosPerLine", new TreeMap<>(cpuMicrosPerLine));
      figures.put("ofWhichCompilers", new TreeMap<>(ofWhichCompilers));
      figures.put("bytesPerLineMerged", bytesPerLine);
      figures.put("searchP95Millis", new TreeMap<>(p95Millis));
      return figures;
    }
  }

  /** Runs both; ratios are ours divided by theirs. */
  public Figures run() throws IOException, InterruptedException {
    Result ours = measure(SpanstoneLogs::start);
    Result theirs = measure(DocumentLogs::start);
    Figures figures = new Figures();
    figures.figure("lines", lines);
    figures.figure("spanstone", ours.figures());
    figures.figure("oneDoc", theirs.figures());
    figures.ratio("linesPerCpuSecond", "oneDoc", theirs.cpu() / ours.cpu());
    figures.ratio(
        "linesPerCpuSecondWithoutCompilers",
        "oneDoc",
        theirs.cpuWithoutCompilers() / ours.cpuWithoutCompilers());
    figures.ratio("bytesPerLine", "oneDoc", ours.bytesPerLine() / theirs.bytesPerLine());
    for (Map.Entry<String, Double> kind : ours.p95Millis().entrySet()) {
      double their = theirs.p95Millis().getOrDefault(kind.getKey(), Double.NaN);
      figures.ratio("searchP95." + kind.getKey(), "oneDoc", kind.getValue() / their);
    }
    return figures;
  }

  private interface Starter {
    LogSubject start(Path work) throws IOException, InterruptedException;
  }

  private Result measure(Starter starter) throws IOException, InterruptedException {
    try (LogSubject subject = starter.start(work)) {
      long now = Instant.now().toEpochMilli() * 1_000_000;
      warmUp(subject, now - 3_600_000_000_000L);
      subject.forget();
      Result ingested = ingest(subject, now);
      Map<String, Double> searched = search(subject);
      Result result =
          new Result(
              ingested.linesPerSecond(),
              ingested.cpuMicrosPerLine(),
              ingested.ofWhichCompilers(),
              ingested.bytesPerLine(),
              searched);
      say(subject, result.figures().toString());
      return result;
    }
  }

  private static void warmUp(LogSubject subject, long endUnixNano)
      throws IOException, InterruptedException {
    LogCorpus corpus = new LogCorpus(1, endUnixNano, MAX_WARM_UP_LINES);
    long[] stored = {0};
    WarmUp.run(
        subject.name(),
        subject.processes(),
        MAX_WARM_UP_LINES,
        () -> {
          List<byte[]> bodies = new ArrayList<>();
          corpus.generate(WARM_UP_ROUND, batch -> bodies.add(subject.encode(batch)));
          subject.send(bodies);
          stored[0] += WARM_UP_ROUND;
          await(subject, stored[0]);
          subject.elasticsearch().awaitMerges();
          return WARM_UP_ROUND;
        });
  }

  private Result ingest(LogSubject subject, long now) throws IOException, InterruptedException {
    LogCorpus corpus = new LogCorpus(2, now, lines);
    Map<String, Double> cpuBefore = CpuTime.seconds(subject.processes());
    Map<String, Double> compilersBefore = CompilerTime.seconds(subject.processes());
    long nanos = 0;
    for (int sent = 0; sent < lines; sent += CHUNK) {
      List<byte[]> bodies = new ArrayList<>();
      corpus.generate(CHUNK, batch -> bodies.add(subject.encode(batch)));
      long start = System.nanoTime();
      subject.send(bodies);
      nanos += System.nanoTime() - start;
      if ((sent / CHUNK) % 5 == 0) {
        say(subject, "sent " + (sent + CHUNK) + " lines");
      }
    }
    long start = System.nanoTime();
    await(subject, lines);
    nanos += System.nanoTime() - start;
    subject.elasticsearch().awaitMerges(); // what Elasticsearch puts off counts, too
    Map<String, Double> cpu = perLine(CpuTime.seconds(subject.processes()), cpuBefore);
    Map<String, Double> compilers =
        perLine(CompilerTime.seconds(subject.processes()), compilersBefore);
    subject.elasticsearch().forceMerge(subject.indices());
    subject.elasticsearch().flush(subject.indices());
    Elasticsearch.awaitSizes();
    double bytes = (double) subject.elasticsearch().bytes(subject.indices()) / lines;
    return new Result(lines / (nanos / 1e9), cpu, compilers, round(bytes), Map.of());
  }

  /** Microseconds a line of what was used between two readings. */
  private Map<String, Double> perLine(Map<String, Double> after, Map<String, Double> before) {
    Map<String, Double> micros = new LinkedHashMap<>();
    after.forEach(
        (process, seconds) ->
            micros.put(
                process, round((seconds - before.getOrDefault(process, 0.0)) * 1e6 / lines)));
    return micros;
  }

  private static void await(LogSubject subject, long stored)
      throws IOException, InterruptedException {
    long last = -1;
    long lastAt = System.nanoTime();
    while (true) {
      long found = subject.queryable();
      if (found >= stored) {
        return;
      }
      if (found != last) {
        last = found;
        lastAt = System.nanoTime();
      }
      if (System.nanoTime() - lastAt > SETTLED_NANOS) {
        throw new IOException(
            subject.name() + " has " + found + " of " + stored + " lines, and no more come");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** The 95th percentile in milliseconds of each kind of search. */
  private static Map<String, Double> search(LogSubject subject)
      throws IOException, InterruptedException {
    Map<String, List<Double>> millis = new TreeMap<>();
    for (int round = 0; round < SEARCH_WARM_UP_ROUNDS + ROUNDS; round++) {
      for (Query query : queries(round)) {
        long start = System.nanoTime();
        int found = subject.search(query);
        double took = (System.nanoTime() - start) / 1e6;
        if (found == 0 && !query.kind().startsWith("rare")) {
          throw new IOException(subject.name() + " finds nothing of " + query);
        }
        if (round >= SEARCH_WARM_UP_ROUNDS) {
          millis.computeIfAbsent(query.kind(), kind -> new ArrayList<>()).add(took);
        }
      }
    }
    Map<String, Double> p95 = new TreeMap<>();
    millis.forEach((kind, all) -> p95.put(kind, round(percentile95(all))));
    p95.put("histogramOfCommonWord", round(histogram(subject)));
    return p95;
  }

  /** The 95th percentile in milliseconds of a histogram by level of what has a common word. */
  private static double histogram(LogSubject subject) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round < HISTOGRAM_ROUNDS; round++) {
      long start = System.nanoTime();
      if (!subject.countOverTime("customer")) {
        say(subject, "a histogram of a common word was not complete");
      }
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return percentile95(millis);
  }

  /** Words of many kinds, another one each round. */
  private static List<Query> queries(int round) {
    List<String> common = List.of("request", "customer", "served", "order", "超时", "took");
    List<String> phrases =
        List.of("card declined", "timed out after", "库存服务连接", "placed with", "Cache miss for key");
    List<String> services = List.of("order", "stock", "payment", "search", "review");
    return List.of(
            new Query("rareWord", LogCorpus.RARE_WORD, ""),
            new Query("rareNumber", Integer.toString(1_000 + 7_919 * round), ""),
            new Query("commonWord", common.get(round % common.size()), ""),
            new Query("phrase", phrases.get(round % phrases.size()), ""),
            new Query("wordAndField", "declined", services.get(round % services.size())),
            new Query(
                "rareWordAndField", LogCorpus.RARE_WORD, services.get(round % services.size())))
        .stream()
        .filter(query -> round % 2 == 0 || !query.kind().equals("rareNumber"))
        .toList();
  }

  private static double total(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(each -> each).sum();
  }

  private static double percentile95(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static void say(LogSubject subject, String what) {
    System.err.println(subject.name() + ": " + what);
  }
}
