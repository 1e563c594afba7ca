package io.spanstone.benchmarks.metrics;

import io.spanstone.benchmarks.Figures;
import io.spanstone.benchmarks.ingest.CompilerTime;
import io.spanstone.benchmarks.ingest.CpuTime;
import io.spanstone.benchmarks.ingest.Spanstone;
import io.spanstone.benchmarks.ingest.WarmUp;
import io.spanstone.benchmarks.metrics.SampleCorpus.Scrape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The same samples of 20,000 series into Spanstone, by OTLP and by remote write, and into
 * Prometheus by remote write. All are warmed up first, and then take turns. A turn ends when all
 * samples are queryable and no merge is under way. All processes but the load generator count.
 */
public final class PointBench {
  private static final int ROUNDS = 3;
  private static final int LARGE_FACTOR = 4;
  private static final int TICKS_A_ROUND = 25;
  private static final long POINTS_A_ROUND = (long) TICKS_A_ROUND * SampleCorpus.SAMPLES_A_TICK;
  private static final int MIN_WARM_UP_TICKS = 150;
  private static final long MAX_WARM_UP_POINTS = 10_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int rounds;
  private final Path work;

  public PointBench(boolean large, Path work) {
    this.rounds = large ? ROUNDS * LARGE_FACTOR : ROUNDS;
    this.work = work;
  }

  /** Adds its figures to those of the benchmark. */
  public void run(Figures figures) throws IOException, InterruptedException {
    try (Spanstone spanstone = Spanstone.start(work.resolve("points"));
        PrometheusPoints prometheus = PrometheusPoints.start(work)) {
      long startMillis = Instant.now().minus(Duration.ofHours(4)).toEpochMilli();
      List<Turns> all = new ArrayList<>();
      for (PointReceiver receiver :
          List.of(
              SpanstonePoints.byOtlp(spanstone),
              SpanstonePoints.byRemoteWrite(spanstone),
              prometheus)) {
        Turns turns = new Turns(receiver, startMillis);
        turns.warmUp();
        all.add(turns);
      }
      for (int round = 0; round < rounds; round++) {
        for (Turns turns : all) {
          turns.take();
        }
      }
      Turns peer = all.get(2);
      for (Turns turns : all) {
        turns.requireAll();
        figures.figure(turns.receiver.name(), turns.figures());
        if (turns != peer) {
          String way = turns.receiver.name().replace("spanstone", "");
          String name = peer.receiver.name();
          figures.ratio("cpuPerPoint" + way, name, turns.cpuMicros() / peer.cpuMicros());
          figures.ratio("pointsPerSecond" + way, name, turns.perSecond() / peer.perSecond());
        }
      }
    }
  }

  /** The turns of one receiver. */
  private static final class Turns {
    private final PointReceiver receiver;
    private final SampleCorpus corpus;
    private final Map<String, Double> cpuSeconds = new LinkedHashMap<>();
    private double compilerSeconds;
    private int ticks;
    private long points;
    private double seconds;

    Turns(PointReceiver receiver, long startMillis) {
      this.receiver = receiver;
      this.corpus = new SampleCorpus(1, startMillis);
    }

    /** Until the compilers have little left to do; all get a share of the samples. */
    void warmUp() throws IOException, InterruptedException {
      WarmUp.run(
          receiver.name(),
          receiver.processes(),
          MAX_WARM_UP_POINTS,
          () -> {
            take();
            return POINTS_A_ROUND;
          });
      while (ticks < MIN_WARM_UP_TICKS) {
        take();
      }
      cpuSeconds.clear();
      compilerSeconds = 0;
      points = 0;
      seconds = 0;
    }

    void take() throws IOException, InterruptedException {
      List<List<Scrape>> scrapes = new ArrayList<>();
      for (int i = 0; i < TICKS_A_ROUND; i++) {
        scrapes.add(corpus.tick());
      }
      PointReceiver.Requests requests = receiver.encode(scrapes);
      long wanted = receiver.queryable() + POINTS_A_ROUND;
      double compilersBefore = compilers();
      Map<String, Double> before = CpuTime.seconds(receiver.processes());
      long startNanos = System.nanoTime();
      requests.send();
      await(wanted);
      seconds += (System.nanoTime() - startNanos) / 1e9;
      receiver.settle();
      CpuTime.add(receiver.processes(), before, cpuSeconds);
      compilerSeconds += compilers() - compilersBefore;
      ticks += TICKS_A_ROUND;
      points += POINTS_A_ROUND;
      System.err.printf("%s: %.2f µs/point so far%n", receiver.name(), cpuMicros());
    }

    private void await(long wanted) throws IOException, InterruptedException {
      long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
      for (long found = receiver.queryable(); found < wanted; found = receiver.queryable()) {
        if (System.nanoTime() > deadlineNanos) {
          throw new IOException(receiver.name() + " lacks " + (wanted - found) + " samples");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }

    /** Fails unless PromQL finds what was sent. */
    void requireAll() throws IOException, InterruptedException {
      long expected = (long) ticks * SampleCorpus.INSTANCES * SampleCorpus.SERIES_OF_A_METRIC;
      long found = receiver.countOfOneGauge();
      if (found != expected) {
        throw new IOException(
            receiver.name() + " finds " + found + " of " + expected + " samples of a gauge");
      }
    }

    double cpuMicros() {
      return totalCpu() * 1e6 / points;
    }

    double perSecond() {
      return points / seconds;
    }

    Map<String, Object> figures() {
      Map<String, Object> perProcess = new TreeMap<>();
      cpuSeconds.forEach((name, cpu) -> perProcess.put(name, Figures.round(cpu * 1e6 / points)));
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("points", points);
      figures.put("pointsPerSecond", Math.round(perSecond()));
      figures.put("cpuMicrosPerPoint", perProcess);
      figures.put("ofWhichCompilers", Figures.round(compilerSeconds * 1e6 / points));
      return figures;
    }

    private double compilers() throws IOException {
      return CompilerTime.seconds(receiver.processes()).values().stream()
          .mapToDouble(Double::doubleValue)
          .sum();
    }

    private double totalCpu() {
      return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }
}
