package io.spanstone.benchmarks.ingest;

import io.spanstone.benchmarks.Figures;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench ingest}: the same spans into Elasticsearch in five ways, one after the other on
 * fresh nodes of the same version and heap: through Spanstone (OTLP/HTTP to queryable), as one
 * pre-encoded document a span, as our own pre-built blocks straight into {@code _bulk}, and through
 * Zipkin. All processes but the load generator count.
 */
public final class IngestBench {
  private static final int SPANS = 500_000;
  private static final int WARM_UP_SPANS = 300_000;
  private static final int LARGE_FACTOR = 10;
  private static final Duration SETTLED = Duration.ofSeconds(15);

  private final int spans;
  private final Path work;

  public IngestBench(boolean large, Path work) {
    this.spans = large ? SPANS * LARGE_FACTOR : SPANS;
    this.work = work;
  }

  /** Runs all subjects; the figures are those of API.md's "Benchmark output". */
  public Figures run() throws IOException, InterruptedException {
    Measurement ours = measure(SpanstoneSubject::start);
    Figures figures = new Figures();
    figures.figure("spanstone", ours.figures());

    Measurement oneDocument = measure(RawBulkSubject::oneDocument);
    compareThroughput(figures, "oneDoc", ours, oneDocument);
    compareSize(figures, "oneDoc", ours, oneDocument);

    Measurement oneDocumentWithoutIds = measure(RawBulkSubject::oneDocumentWithoutIds);
    compareThroughput(figures, "oneDocAutoId", ours, oneDocumentWithoutIds);

    Measurement ownBlocks = measure(RawBulkSubject::ownBlocks);
    compareThroughput(figures, "ownBlocks", ours, ownBlocks);

    Measurement zipkin = measure(ZipkinSubject::start);
    compareThroughput(figures, "zipkin", ours, zipkin);
    compareSize(figures, "zipkin", ours, zipkin);

    double bareWalk = bareWalkMicrosPerSpan();
    figures.figure("bareWalkMicrosPerSpan", Measurement.round(bareWalk));
    figures.ratio("collectorCpu", "bareWalk", ours.cpuMicrosPerSpan("collector") / bareWalk);
    return figures;
  }

  private static void compareThroughput(
      Figures figures, String peer, Measurement ours, Measurement theirs) {
    figures.figure(peer, theirs.figures());
    figures.ratio("spansPerCpuSecond", peer, ours.spansPerCpuSecond() / theirs.spansPerCpuSecond());
  }

  private static void compareSize(
      Figures figures, String peer, Measurement ours, Measurement theirs) {
    figures.ratio("bytesPerSpan", peer, ours.mergedBytesPerSpan() / theirs.mergedBytesPerSpan());
  }

  private Measurement measure(Starter starter) throws IOException, InterruptedException {
    try (Subject subject = starter.start(work)) {
      Measurement measurement = measure(subject);
      System.err.println(subject.name() + ": " + measurement.figures());
      return measurement;
    }
  }

  private Measurement measure(Subject subject) throws IOException, InterruptedException {
    long now = Instant.now().toEpochMilli() * 1_000_000;
    System.err.println(subject.name() + ": warming up with " + WARM_UP_SPANS + " spans");
    List<byte[]> warmUp = new ArrayList<>();
    long warmUpSpans = encode(subject, new Corpus(1, now), WARM_UP_SPANS, warmUp);
    subject.send(warmUp);
    long base = awaitQueryable(subject, 0, warmUpSpans).stored();

    List<byte[]> bodies = new ArrayList<>();
    long sent = encode(subject, new Corpus(2, now), spans, bodies);
    System.err.println(subject.name() + ": sending " + sent + " spans");
    long bytesBefore = subject.elasticsearch().bytes(subject.indices());
    Map<String, Double> cpuBefore = cpuSeconds(subject);
    long start = System.nanoTime();
    subject.send(bodies);
    Stored stored = awaitQueryable(subject, base, sent);
    double seconds = (stored.atNanos() - start) / 1e9;
    Map<String, Double> cpu = cpuSeconds(subject);
    cpuBefore.forEach((process, before) -> cpu.merge(process, -before, Double::sum));
    long bytes = subject.elasticsearch().bytes(subject.indices()) - bytesBefore;
    subject.elasticsearch().forceMerge(subject.indices());
    long merged = subject.elasticsearch().bytes(subject.indices());
    long mergedShare = Math.round(merged * (double) stored.stored() / (stored.stored() + base));
    return new Measurement(
        sent, stored.stored(), seconds, cpu, bytes, mergedShare, subject.remarks());
  }

  private static long encode(Subject subject, Corpus corpus, int spans, List<byte[]> bodies) {
    long[] count = new long[1];
    corpus.generate(
        spans,
        batch -> {
          bodies.add(subject.encode(batch));
          count[0] += batch.size();
        });
    return count[0];
  }

  private record Stored(long stored, long atNanos) {}

  /** Waits until all are queryable, or until none has come for a while: a subject may lose some. */
  private static Stored awaitQueryable(Subject subject, long base, long sent)
      throws IOException, InterruptedException {
    long last = -1;
    long lastAt = System.nanoTime();
    while (true) {
      long stored = subject.queryable() - base;
      long now = System.nanoTime();
      if (stored != last) {
        last = stored;
        lastAt = now;
      }
      if (stored >= sent || now - lastAt > SETTLED.toNanos()) {
        return new Stored(stored, lastAt);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static Map<String, Double> cpuSeconds(Subject subject) {
    Map<String, Double> cpu = new LinkedHashMap<>();
    subject
        .processes()
        .forEach(
            (name, process) ->
                cpu.put(name, process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9));
    return cpu;
  }

  /** What it costs one thread merely to walk the same requests with the cursor. */
  private double bareWalkMicrosPerSpan() {
    List<byte[]> requests = new ArrayList<>();
    new Corpus(2, 0).generate(100_000, batch -> requests.add(OtlpEncoding.encode(batch)));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long start = threads.getCurrentThreadCpuTime();
      long walked = requests.stream().mapToLong(IngestBench::walk).sum();
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1e3 / walked);
    }
    return best;
  }

  private static long walk(byte[] request) {
    RecordCursor records = new RecordCursor(Slice.of(request));
    SpanView span = new SpanView();
    long walked = 0;
    while (records.next()) {
      walked += span.read(records.record()).hasValidIds() ? 1 : 0;
    }
    return walked;
  }

  private interface Starter {
    Subject start(Path work) throws IOException, InterruptedException;
  }
}
