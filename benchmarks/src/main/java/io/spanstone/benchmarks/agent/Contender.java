package io.spanstone.benchmarks.agent;

import io.spanstone.benchmarks.Figures;
import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A variant's service, in one JVM after the other, and what was measured of it, round by round. A
 * JVM compiles the same code in another way each time, so that rounds of one alone tell of that
 * one.
 */
final class Contender implements AutoCloseable {
  private static final double WARM_UP_SECONDS = 2;

  /** The share of the time in which compilers of a service work that is not warm yet. */
  private static final double COMPILING = 0.1;

  private final Variant variant;
  private final TelemetrySink sink;
  private final List<Round> rounds = new ArrayList<>();
  private @Nullable ServiceProcess running;

  /** Of rounds; what arrived before they began is taken off. */
  private long spans;

  private long logs;

  Contender(Variant variant, TelemetrySink sink) {
    this.variant = variant;
    this.sink = sink;
  }

  /** Of one round; the last three are of a request. */
  record Round(
      int requests,
      double perSecond,
      double p99Millis,
      double cpuMicros,
      double compilerMicros,
      double allocatedBytes) {}

  String name() {
    return variant.name();
  }

  /** Starts a JVM. */
  void start(Path work) throws IOException {
    running = ServiceProcess.start(variant, work);
  }

  /**
   * Keeps it busy until its compilers rest for most of the time, but no longer than until it has
   * used that much CPU time.
   */
  void warmUp(double cpuSeconds) throws IOException, InterruptedException {
    ServiceProcess service = service();
    double end = service.cpuSeconds() + cpuSeconds;
    boolean compiles = true;
    while (compiles && service.cpuSeconds() < end) {
      double compiled = service.compilerSeconds();
      Requests.ask(service.url(), WARM_UP_SECONDS);
      compiles = service.compilerSeconds() - compiled > COMPILING * WARM_UP_SECONDS;
    }
  }

  /** What it sends from now on is of its rounds. */
  void begin() {
    spans -= sink.records(name(), Signal.TRACES);
    logs -= sink.records(name(), Signal.LOGS);
  }

  void round(double seconds) throws IOException, InterruptedException {
    ServiceProcess service = service();
    long allocated = service.allocatedBytes();
    double compiled = service.compilerSeconds();
    double cpu = service.cpuSeconds();
    Requests.Answers answers = Requests.ask(service.url(), seconds);
    double cpuUsed = service.cpuSeconds() - cpu;
    double compilerSeconds = service.compilerSeconds() - compiled;
    long allocatedBytes = service.allocatedBytes() - allocated;
    rounds.add(
        new Round(
            answers.count(),
            answers.perSecond(),
            answers.p99Millis(),
            cpuUsed * 1e6 / answers.count(),
            compilerSeconds * 1e6 / answers.count(),
            (double) allocatedBytes / answers.count()));
  }

  /** The median over the rounds. */
  double median(ToDoubleFunction<Round> measure) {
    return median(rounds.stream().mapToDouble(measure).toArray());
  }

  /** The median of this divided by the other, round by round. */
  double medianRatio(Contender other, ToDoubleFunction<Round> measure) {
    return median(ratios(other, measure).stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** This divided by the other, round by round. */
  List<Double> ratios(Contender other, ToDoubleFunction<Round> measure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      double theirs = measure.applyAsDouble(other.rounds.get(i));
      ratios.add(measure.applyAsDouble(rounds.get(i)) / theirs);
    }
    return ratios;
  }

  /** Of all its rounds, once they are over. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("requestsPerSecond", Math.round(median(Round::perSecond)));
    figures.put("p99Millis", Figures.round(median(Round::p99Millis)));
    figures.put("cpuMicrosPerRequest", Math.round(median(Round::cpuMicros)));
    figures.put("compilerMicrosPerRequest", Math.round(median(Round::compilerMicros)));
    figures.put("allocatedBytesPerRequest", Math.round(median(Round::allocatedBytes)));
    figures.put("spansPerRequest", perRequest(spans));
    figures.put("logRecordsPerRequest", perRequest(logs));
    figures.put(
        "cpuMicrosByRound", rounds.stream().map(round -> Math.round(round.cpuMicros())).toList());
    return figures;
  }

  private double perRequest(long records) {
    return Figures.round(records / (double) rounds.stream().mapToInt(Round::requests).sum());
  }

  private ServiceProcess service() {
    return Objects.requireNonNull(running, "no JVM runs");
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Ends the JVM, which sends all that it has left. */
  void end() throws IOException {
    close();
    spans += sink.records(name(), Signal.TRACES);
    logs += sink.records(name(), Signal.LOGS);
  }

  @Override
  public void close() throws IOException {
    if (running != null) {
      running.close();
    }
    running = null;
  }
}
