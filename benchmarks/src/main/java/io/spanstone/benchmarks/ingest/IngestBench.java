package io.spanstone.benchmarks.ingest;

import io.spanstone.benchmarks.Figures;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code bench ingest}: the same spans into Elasticsearch in four ways: through Spanstone
 * (OTLP/HTTP to queryable), as one pre-encoded document a span (with an id of its own; in a large
 * run also with ids made by Elasticsearch), as our own pre-built blocks straight into {@code
 * _bulk}, and through Zipkin. Each has an Elasticsearch of its own, of the same version and heap.
 * All are started and warmed up first, until their compilers have little left to do, and then take
 * turns, so that what else the machine does hits all alike. All processes but the load generator
 * count.
 */
public final class IngestBench {
  private static final int ROUNDS = 4;
  private static final int LARGE_FACTOR = 10;

  private final boolean large;
  private final Path work;
  private final List<Contender> contenders = new ArrayList<>();

  public IngestBench(boolean large, Path work) {
    this.large = large;
    this.work = work;
  }

  /** Runs all subjects; the figures are those of API.md's "Benchmark output". */
  public Figures run() throws IOException, InterruptedException {
    try {
      SpanstoneSubject spanstone = SpanstoneSubject.start(work);
      Contender ours = enter(spanstone);
      Contender oneDocument = enter(RawBulkSubject.oneDocument(work));
      List<Contender> withoutIds =
          large ? List.of(enter(RawBulkSubject.oneDocumentWithoutIds(work))) : List.of();
      Contender ownBlocks = enter(RawBulkSubject.ownBlocks(work));
      Contender zipkin = enter(ZipkinSubject.start(work));
      warmUp();
      takeTurns();

      Figures figures = new Figures();
      figures.figure(ours.name(), ours.measurement().figures());
      compareThroughput(figures, ours, oneDocument);
      withoutIds.forEach(each -> compareThroughput(figures, ours, each));
      compareThroughput(figures, ours, ownBlocks);
      compareThroughput(figures, ours, zipkin);
      compareSize(figures, ours, oneDocument);
      compareSize(figures, ours, zipkin);
      double bareWalk = bareWalkMicrosPerSpan();
      figures.figure("bareWalkMicrosPerSpan", Measurement.round(bareWalk));
      figures.ratio(
          "collectorCpu", "bareWalk", ours.measurement().cpuMicrosPerSpan("collector") / bareWalk);
      figures.figure("ackToQueryable", new Freshness(spanstone).measure());
      return figures;
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  private Contender enter(Subject subject) {
    Contender contender = new Contender(subject);
    contenders.add(contender);
    return contender;
  }

  /** Two at a time: each waits now and then for what it sent to be found. */
  private void warmUp() throws IOException, InterruptedException {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (Contender contender : contenders) {
        all.add(
            two.submit(
                () -> {
                  contender.warmUp();
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("warming up failed", e.getCause());
    } finally {
      two.shutdownNow();
    }
  }

  private void takeTurns() throws IOException, InterruptedException {
    for (int round = 0; round < (large ? ROUNDS * LARGE_FACTOR : ROUNDS); round++) {
      for (Contender contender : contenders) {
        contender.round(round);
      }
    }
    for (Contender contender : contenders) {
      contender.flush();
    }
    Elasticsearch.awaitSizes();
    for (Contender contender : contenders) {
      contender.readSizeAndMerge();
    }
    Elasticsearch.awaitSizes();
    for (Contender contender : contenders) {
      contender.readMergedSize();
      System.err.println(contender.name() + ": " + contender.measurement().figures());
    }
  }

  private static void compareThroughput(Figures figures, Contender ours, Contender theirs) {
    figures.figure(theirs.name(), theirs.measurement().figures());
    figures.ratio(
        "spansPerCpuSecond",
        theirs.name(),
        ours.measurement().spansPerCpuSecond() / theirs.measurement().spansPerCpuSecond());
    figures.ratio(
        "spansPerCpuSecondWithoutCompilers",
        theirs.name(),
        ours.measurement().spansPerCpuSecondWithoutCompilers()
            / theirs.measurement().spansPerCpuSecondWithoutCompilers());
  }

  private static void compareSize(Figures figures, Contender ours, Contender theirs) {
    figures.ratio(
        "bytesPerSpan",
        theirs.name(),
        ours.measurement().mergedBytesPerSpan() / theirs.measurement().mergedBytesPerSpan());
  }

  /** What it costs one thread merely to walk the same requests with the cursor. */
  private static double bareWalkMicrosPerSpan() {
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
}
