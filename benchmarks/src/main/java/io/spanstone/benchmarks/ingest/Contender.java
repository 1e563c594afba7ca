package io.spanstone.benchmarks.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A subject and what has been measured of it so far. A round ends when all of its spans, or all
 * that will ever come, are queryable and no merge is under way: what Elasticsearch puts off counts
 * too.
 */
final class Contender implements AutoCloseable {
  private static final int SPANS_A_ROUND = 200_000;
  private static final int MAX_WARM_UP_SPANS = 12_000_000;
  private static final Duration SETTLED = Duration.ofSeconds(15);
  private static final int WARM_UP_SEED = 1_000;

  private final Subject subject;
  private final Map<String, Double> cpuSeconds = new LinkedHashMap<>();
  private final Map<String, Double> compilerSeconds = new LinkedHashMap<>();
  private int warmUpRounds;
  private long warmUpSpans;
  private long stored;
  private long sent;
  private double seconds;
  private long bytes;
  private long mergedBytes;

  Contender(Subject subject) {
    this.subject = subject;
  }

  String name() {
    return subject.name();
  }

  /** Sends rounds that do not count, until it is warm. */
  void warmUp() throws IOException, InterruptedException {
    warmUpSpans = WarmUp.run(name(), subject.processes(), MAX_WARM_UP_SPANS, this::warmUpRound);
    cpuSeconds.clear();
    compilerSeconds.clear();
    stored = 0;
    sent = 0;
    seconds = 0;
  }

  private long warmUpRound() throws IOException, InterruptedException {
    long before = stored;
    send(corpus(WARM_UP_SEED + warmUpRounds++));
    return stored - before;
  }

  /** Sends the spans of that round, which are the same for everybody. */
  void round(int number) throws IOException, InterruptedException {
    send(corpus(number));
    System.err.printf(
        "%s: round %d, %s µs/span so far, of which compilers %s%n",
        name(),
        number,
        measurement().figures().get("cpuMicrosPerSpan"),
        measurement().figures().get("ofWhichCompilers"));
  }

  void flush() throws IOException, InterruptedException {
    subject.elasticsearch().flush(subject.indices());
  }

  void readSizeAndMerge() throws IOException, InterruptedException {
    bytes = subject.elasticsearch().bytes(subject.indices());
    subject.elasticsearch().forceMerge(subject.indices());
    subject.elasticsearch().flush(subject.indices());
  }

  void readMergedSize() throws IOException, InterruptedException {
    mergedBytes = subject.elasticsearch().bytes(subject.indices());
  }

  Measurement measurement() {
    double share = (double) stored / (stored + warmUpSpans);
    Map<String, Object> remarks = new LinkedHashMap<>();
    remarks.put("warmUpSpans", warmUpSpans);
    remarks.putAll(subject.remarks());
    return new Measurement(
        sent,
        stored,
        seconds,
        cpuSeconds,
        compilerSeconds,
        Math.round(bytes * share),
        Math.round(mergedBytes * share),
        remarks);
  }

  @Override
  public void close() throws IOException {
    subject.close();
  }

  private static List<List<SyntheticSpan>> corpus(int seed) {
    List<List<SyntheticSpan>> batches = new ArrayList<>();
    new Corpus(seed, Instant.now().toEpochMilli() * 1_000_000)
        .generate(SPANS_A_ROUND, batches::add);
    return batches;
  }

  private void send(List<List<SyntheticSpan>> batches) throws IOException, InterruptedException {
    List<byte[]> bodies = subject.encode(batches);
    long spans = batches.stream().mapToLong(List::size).sum();
    long base = subject.queryable();
    Map<String, Double> cpuBefore = CpuTime.seconds(subject.processes());
    Map<String, Double> compilersBefore = CompilerTime.seconds(subject.processes());
    long startNanos = System.nanoTime();
    subject.send(bodies);
    Arrival arrival = awaitQueryable(base, spans);
    subject.elasticsearch().awaitMerges();
    CpuTime.add(subject.processes(), cpuBefore, cpuSeconds);
    CompilerTime.seconds(subject.processes())
        .forEach(
            (name, after) ->
                compilerSeconds.merge(
                    name, after - compilersBefore.getOrDefault(name, 0.0), Double::sum));
    seconds += (arrival.atNanos() - startNanos) / 1e9;
    stored += arrival.spans();
    sent += spans;
  }

  private record Arrival(long spans, long atNanos) {}

  /** Waits until all are queryable, or until none has come for a while: a subject may lose some. */
  private Arrival awaitQueryable(long base, long wanted) throws IOException, InterruptedException {
    long last = -1;
    long lastAtNanos = System.nanoTime();
    while (true) {
      long found = subject.queryable() - base;
      long nowNanos = System.nanoTime();
      if (found != last) {
        last = found;
        lastAtNanos = nowNanos;
      }
      if (found >= wanted || nowNanos - lastAtNanos > SETTLED.toNanos()) {
        return new Arrival(found, lastAtNanos);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
