package io.spanstone.benchmarks.agent;

import io.spanstone.benchmarks.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code bench agent}: a Spring Boot service without an agent, with upstream's, with ours, with
 * upstream's that is asked for what ours sends, and with ours that is asked for what upstream's
 * sends; {@code large} also with both at a tenth of the traces. All run at the same time and take
 * short turns with requests, forwards in one round and backwards in the next, so that what else the
 * machine does hits all alike; each ratio is the median of the rounds' ratios. Before that the
 * service is started with each in turn, in the same manner.
 */
public final class AgentBench {
  /** How often all of them are started anew, and the rounds that each takes then. */
  private static final int JVMS = 3;

  private static final int ROUNDS = 8;
  private static final int STARTS = 5;
  private static final int LARGE_FACTOR = 3;
  private static final double SECONDS_A_ROUND = 1.5;
  private static final double WARM_UP_CPU_SECONDS = 60;

  /** To see whether it runs, not to measure. */
  private static final double SMALL = 0.1;

  private final int jvms;
  private final int rounds;
  private final int starts;
  private final double secondsARound;
  private final double warmUpCpuSeconds;
  private final boolean sampled;
  private final Path work;

  /**
   * @param size {@code large}, {@code small}, or empty
   */
  public AgentBench(String size, Path work) {
    boolean small = size.equals("small");
    this.sampled = size.equals("large");
    int factor = sampled ? LARGE_FACTOR : 1;
    this.jvms = small ? 1 : JVMS;
    this.rounds = small ? 1 : ROUNDS * factor;
    this.starts = small ? 1 : STARTS * factor;
    this.secondsARound = small ? SECONDS_A_ROUND * SMALL : SECONDS_A_ROUND;
    this.warmUpCpuSeconds = small ? WARM_UP_CPU_SECONDS * SMALL : WARM_UP_CPU_SECONDS;
    this.work = work;
  }

  /** Ratios are ours ÷ theirs; start-up is seconds, with the differences to ours. */
  public Figures run() throws IOException, InterruptedException {
    Path target = Path.of(System.getProperty("spanstone.root"), "agent-extensions", "target");
    try (TelemetrySink sink = new TelemetrySink()) {
      Variant none = Variant.none();
      Path upstream = target.resolve("upstream/opentelemetry-javaagent.jar");
      Path jar = target.resolve("spanstone-javaagent.jar");
      Variant stock = Variant.agent("stock", upstream, sink);
      Variant ours = Variant.agent("ours", jar, sink);
      Figures figures = new Figures();
      startUp(figures, List.of(none, stock, ours));
      List<Variant> variants = new ArrayList<>(List.of(none, stock, ours));
      variants.add(Variant.askedForOurs("stockAskedForOurs", upstream, sink));
      variants.add(Variant.askedForUpstreams("oursAskedForStock", jar, sink));
      if (sampled) {
        variants.add(Variant.agent("stockSampled", upstream, sink).sampled());
        variants.add(Variant.agent("oursSampled", jar, sink).sampled());
      }
      load(figures, variants, sink);
      return figures;
    }
  }

  private void startUp(Figures figures, List<Variant> variants) throws IOException {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    Map<String, List<Double>> cpuSeconds = new LinkedHashMap<>();
    for (int i = 0; i <= starts; i++) {
      for (Variant variant : inTurn(variants, i)) {
        try (ServiceProcess service = ServiceProcess.start(variant, work)) {
          if (i > 0) { // the first reads the jars from the disk
            add(seconds, variant, service.startSeconds());
            add(cpuSeconds, variant, service.startCpuSeconds());
          }
        }
      }
      System.err.println("started: " + seconds);
    }
    Map<String, Object> startUp = new LinkedHashMap<>();
    for (Variant variant : variants) {
      Map<String, Object> of = new LinkedHashMap<>();
      of.put("seconds", Figures.round(median(seconds, variant)));
      of.put("cpuSeconds", Figures.round(median(cpuSeconds, variant)));
      startUp.put(variant.name(), of);
    }
    Variant ours = variants.get(variants.size() - 1);
    for (Variant variant : variants) {
      if (!variant.equals(ours)) {
        String of = "oursMinus" + capitalized(variant.name());
        startUp.put(of, Figures.round(medianDifference(seconds, ours, variant)));
        startUp.put(of + "CpuSeconds", Figures.round(medianDifference(cpuSeconds, ours, variant)));
        figures.ratio("startUp", variant.name(), median(seconds, ours) / median(seconds, variant));
      }
    }
    figures.figure("startUp", startUp);
  }

  private void load(Figures figures, List<Variant> variants, TelemetrySink sink)
      throws IOException, InterruptedException {
    List<Contender> contenders =
        variants.stream().map(variant -> new Contender(variant, sink)).toList();
    try {
      for (int jvm = 0; jvm < jvms; jvm++) {
        takeRounds(contenders, jvm);
      }
      for (Contender each : contenders) {
        figures.figure(each.name(), each.figures());
      }
      compare(figures, contenders.get(2), contenders.get(0), "none");
      compare(figures, contenders.get(2), contenders.get(1), "stock");
      compare(figures, contenders.get(2), contenders.get(3), "stockAskedForOurs");
      compare(figures, contenders.get(4), contenders.get(1), "oursAskedForStockToStock");
      if (sampled) {
        compare(figures, contenders.get(6), contenders.get(5), "stockSampled");
      }
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  private void takeRounds(List<Contender> contenders, int jvm)
      throws IOException, InterruptedException {
    for (Contender contender : inTurn(contenders, jvm)) {
      contender.start(work);
      contender.warmUp(warmUpCpuSeconds);
      System.err.println("warm: " + contender.name());
    }
    contenders.forEach(Contender::begin);
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : inTurn(contenders, round)) {
        contender.round(secondsARound);
      }
      System.err.println("round " + (round + 1) + " of " + rounds);
    }
    for (Contender contender : contenders) {
      contender.end();
    }
  }

  private static void compare(Figures figures, Contender ours, Contender theirs, String peer) {
    figures.ratio("cpuPerRequest", peer, ours.medianRatio(theirs, Contender.Round::cpuMicros));
    figures.figure(
        "cpuRatiosTo" + capitalized(peer),
        ours.ratios(theirs, Contender.Round::cpuMicros).stream().map(Figures::round).toList());
    figures.ratio("requestsPerSecond", peer, ours.medianRatio(theirs, Contender.Round::perSecond));
    figures.ratio("p99", peer, ours.medianRatio(theirs, Contender.Round::p99Millis));
    figures.ratio(
        "allocatedPerRequest", peer, ours.medianRatio(theirs, Contender.Round::allocatedBytes));
  }

  private static void add(Map<String, List<Double>> to, Variant variant, double value) {
    to.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(value);
  }

  /** As they are, or backwards every other time. */
  private static <T> List<T> inTurn(List<T> all, int turn) {
    List<T> order = new ArrayList<>(all);
    if (turn % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }

  /** The median over the turns, in each of which both were started. */
  private static double medianDifference(
      Map<String, List<Double>> values, Variant of, Variant minus) {
    List<Double> more = values.getOrDefault(of.name(), List.of());
    List<Double> less = values.getOrDefault(minus.name(), List.of());
    return Contender.median(
        IntStream.range(0, more.size()).mapToDouble(i -> more.get(i) - less.get(i)).toArray());
  }

  private static double median(Map<String, List<Double>> values, Variant variant) {
    return Contender.median(
        values.getOrDefault(variant.name(), List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
