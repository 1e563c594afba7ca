package io.spanstone.benchmarks.agent;

import io.spanstone.benchmarks.Figures;
import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A variant's service, and what was measured of it, round by round. */
final class Contender implements AutoCloseable {
  private static final double WARM_UP_SECONDS = 2;

  /** The share of the time in which compilers of a service work that is not warm yet. */
  private static final double COMPILING = 0.1;

  private final Variant variant;
  private final ServiceProcess service;
  private final TelemetrySink sink;
  private final List<Round> rounds = new ArrayList<>();
  private long spansBefore;
  private long logsBefore;

  Contender(Variant variant, ServiceProcess service, TelemetrySink sink) {
    this.variant = variant;
    this.service = service;
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

  /**
   * Keeps it busy until its compilers rest for most of the time, but no longer than until it has
   * used that much CPU time.
   */
  void warmUp(double cpuSeconds) throws IOException, InterruptedException {
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
    spansBefore = sink.records(name(), Signal.TRACES);
    logsBefore = sink.records(name(), Signal.LOGS);
  }

  void round(double seconds) throws IOException, InterruptedException {
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

  /** Of its rounds, once it is closed: then it has sent all it had. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("requestsPerSecond", Math.round(median(Round::perSecond)));
    figures.put("p99Millis", Figures.round(median(Round::p99Millis)));
    figures.put("cpuMicrosPerRequest", Math.round(median(Round::cpuMicros)));
    figures.put("compilerMicrosPerRequest", Math.round(median(Round::compilerMicros)));
    figures.put("allocatedBytesPerRequest", Math.round(median(Round::allocatedBytes)));
    figures.put("spansPerRequest", sent(Signal.TRACES, spansBefore));
    figures.put("logRecordsPerRequest", sent(Signal.LOGS, logsBefore));
    figures.put(
        "cpuMicrosByRound", rounds.stream().map(round -> Math.round(round.cpuMicros())).toList());
    return figures;
  }

  private double sent(Signal signal, long before) {
    double requests = rounds.stream().mapToInt(Round::requests).sum();
    return Figures.round((sink.records(name(), signal) - before) / requests);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
