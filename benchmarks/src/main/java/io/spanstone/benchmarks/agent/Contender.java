package io.spanstone.benchmarks.agent;

import io.spanstone.benchmarks.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A variant's service, and what was measured of it, round by round. */
final class Contender implements AutoCloseable {
  private final Variant variant;
  private final ServiceProcess service;
  private final List<Round> rounds = new ArrayList<>();

  Contender(Variant variant, ServiceProcess service) {
    this.variant = variant;
    this.service = service;
  }

  /** Of one round. */
  record Round(double perSecond, double p99Millis, double cpuMicros, double allocatedBytes) {}

  String name() {
    return variant.name();
  }

  /** Keeps it busy until it has used that much CPU time. */
  void warmUp(double cpuSeconds) throws IOException, InterruptedException {
    double end = service.cpuSeconds() + cpuSeconds;
    while (service.cpuSeconds() < end) {
      Requests.ask(service.url(), 1);
    }
  }

  void round(double seconds) throws IOException, InterruptedException {
    long allocated = service.allocatedBytes();
    double cpu = service.cpuSeconds();
    Requests.Answers answers = Requests.ask(service.url(), seconds);
    double cpuUsed = service.cpuSeconds() - cpu;
    long allocatedBytes = service.allocatedBytes() - allocated;
    rounds.add(
        new Round(
            answers.perSecond(),
            answers.p99Millis(),
            cpuUsed * 1e6 / answers.count(),
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

  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("requestsPerSecond", Math.round(median(Round::perSecond)));
    figures.put("p99Millis", Figures.round(median(Round::p99Millis)));
    figures.put("cpuMicrosPerRequest", Math.round(median(Round::cpuMicros)));
    figures.put("allocatedBytesPerRequest", Math.round(median(Round::allocatedBytes)));
    figures.put(
        "cpuMicrosByRound", rounds.stream().map(round -> Math.round(round.cpuMicros())).toList());
    return figures;
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
